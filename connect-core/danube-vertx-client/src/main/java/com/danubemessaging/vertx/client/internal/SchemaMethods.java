package com.danubemessaging.vertx.client.internal;

import com.danubemessaging.proto.CheckCompatibilityResponse;
import com.danubemessaging.proto.ConfigureTopicSchemaResponse;
import com.danubemessaging.proto.DeleteSchemaVersionResponse;
import com.danubemessaging.proto.GetSchemaResponse;
import com.danubemessaging.proto.GetTopicSchemaConfigResponse;
import com.danubemessaging.proto.ListSubjectsResponse;
import com.danubemessaging.proto.ListVersionsResponse;
import com.danubemessaging.proto.RegisterSchemaResponse;
import com.danubemessaging.proto.SetCompatibilityModeResponse;
import com.danubemessaging.proto.UpdateTopicValidationPolicyResponse;
import com.google.protobuf.Parser;

/** The methods of the schema registry. A proxy is told a broker for those that concern a topic, and only for them. */
final class SchemaMethods {

    static final RpcMethod<RegisterSchemaResponse> REGISTER =
            subject(Operation.REGISTER_SCHEMA, "RegisterSchema", RegisterSchemaResponse.parser());
    static final RpcMethod<GetSchemaResponse> GET =
            subject(Operation.READ_SCHEMA, "GetSchema", GetSchemaResponse.parser());
    static final RpcMethod<GetSchemaResponse> GET_LATEST =
            subject(Operation.READ_SCHEMA, "GetLatestSchema", GetSchemaResponse.parser());
    static final RpcMethod<ListVersionsResponse> LIST_VERSIONS =
            subject(Operation.READ_SCHEMA, "ListVersions", ListVersionsResponse.parser());
    static final RpcMethod<ListSubjectsResponse> LIST_SUBJECTS =
            subject(Operation.READ_SCHEMA, "ListSubjects", ListSubjectsResponse.parser());
    static final RpcMethod<CheckCompatibilityResponse> CHECK =
            subject(Operation.CHECK_SCHEMA, "CheckCompatibility", CheckCompatibilityResponse.parser());
    static final RpcMethod<SetCompatibilityModeResponse> SET_MODE =
            subject(Operation.CHANGE_SCHEMA, "SetCompatibilityMode", SetCompatibilityModeResponse.parser());
    static final RpcMethod<DeleteSchemaVersionResponse> DELETE =
            subject(Operation.CHANGE_SCHEMA, "DeleteSchemaVersion", DeleteSchemaVersionResponse.parser());
    static final RpcMethod<ConfigureTopicSchemaResponse> CONFIGURE_TOPIC =
            topic("ConfigureTopicSchema", ConfigureTopicSchemaResponse.parser());
    static final RpcMethod<UpdateTopicValidationPolicyResponse> UPDATE_POLICY =
            topic("UpdateTopicValidationPolicy", UpdateTopicValidationPolicyResponse.parser());
    static final RpcMethod<GetTopicSchemaConfigResponse> TOPIC_CONFIG =
            topic("GetTopicSchemaConfig", GetTopicSchemaConfigResponse.parser());

    private SchemaMethods() {}

    private static <T> RpcMethod<T> subject(Operation operation, String name, Parser<T> parser) {
        return new RpcMethod<>(operation, path(name), parser, false);
    }

    private static <T> RpcMethod<T> topic(String name, Parser<T> parser) {
        return new RpcMethod<>(Operation.TOPIC_SCHEMA, path(name), parser, true);
    }

    private static String path(String name) {
        return "/danube_schema.SchemaRegistry/" + name;
    }
}
