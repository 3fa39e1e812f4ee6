package com.danubemessaging.embedded;

import static com.danubemessaging.embedded.RawClient.await;

import com.danubemessaging.proto.CheckCompatibilityRequest;
import com.danubemessaging.proto.CheckCompatibilityResponse;
import com.danubemessaging.proto.ConfigureTopicSchemaRequest;
import com.danubemessaging.proto.ConfigureTopicSchemaResponse;
import com.danubemessaging.proto.GetLatestSchemaRequest;
import com.danubemessaging.proto.GetSchemaRequest;
import com.danubemessaging.proto.GetSchemaResponse;
import com.danubemessaging.proto.GetTopicSchemaConfigRequest;
import com.danubemessaging.proto.GetTopicSchemaConfigResponse;
import com.danubemessaging.proto.ListVersionsRequest;
import com.danubemessaging.proto.ListVersionsResponse;
import com.danubemessaging.proto.RegisterSchemaRequest;
import com.danubemessaging.proto.RegisterSchemaResponse;
import com.danubemessaging.proto.SchemaRegistryGrpcClient;
import com.danubemessaging.proto.SchemaVersionInfo;
import com.danubemessaging.proto.SetCompatibilityModeRequest;
import com.danubemessaging.proto.SetCompatibilityModeResponse;
import com.danubemessaging.proto.UpdateTopicValidationPolicyRequest;
import com.danubemessaging.proto.UpdateTopicValidationPolicyResponse;
import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import java.util.List;

/** The schema registry's wire by hand. */
public record RawSchemas(RawClient client) {

    public Future<RegisterSchemaResponse> register(String subject, String type, String definition) {
        return client.call(
                SchemaRegistryGrpcClient.RegisterSchema,
                RegisterSchemaRequest.newBuilder()
                        .setSubject(subject)
                        .setSchemaType(type)
                        .setSchemaDefinition(ByteString.copyFromUtf8(definition))
                        .setCreatedBy("test")
                        .setDescription("for " + subject)
                        .addTags("tag")
                        .build());
    }

    /** Registers and returns the subject's id. */
    public long id(String subject, String type, String definition) {
        return await(register(subject, type, definition)).getSchemaId();
    }

    public Future<GetSchemaResponse> latest(String subject) {
        return client.call(
                SchemaRegistryGrpcClient.GetLatestSchema,
                GetLatestSchemaRequest.newBuilder().setSubject(subject).build());
    }

    public Future<GetSchemaResponse> get(long id) {
        return client.call(
                SchemaRegistryGrpcClient.GetSchema,
                GetSchemaRequest.newBuilder().setSchemaId(id).build());
    }

    public Future<GetSchemaResponse> get(long id, int version) {
        return client.call(
                SchemaRegistryGrpcClient.GetSchema,
                GetSchemaRequest.newBuilder()
                        .setSchemaId(id)
                        .setVersion(version)
                        .build());
    }

    public Future<List<Integer>> versions(String subject) {
        return client.call(
                        SchemaRegistryGrpcClient.ListVersions,
                        ListVersionsRequest.newBuilder().setSubject(subject).build())
                .map(ListVersionsResponse::getVersionsList)
                .map(versions ->
                        versions.stream().map(SchemaVersionInfo::getVersion).toList());
    }

    public Future<CheckCompatibilityResponse> check(String subject, String type, String definition) {
        return client.call(
                SchemaRegistryGrpcClient.CheckCompatibility,
                CheckCompatibilityRequest.newBuilder()
                        .setSubject(subject)
                        .setSchemaType(type)
                        .setNewSchemaDefinition(ByteString.copyFromUtf8(definition))
                        .build());
    }

    public Future<CheckCompatibilityResponse> check(String subject, String type, String definition, String mode) {
        return client.call(
                SchemaRegistryGrpcClient.CheckCompatibility,
                CheckCompatibilityRequest.newBuilder()
                        .setSubject(subject)
                        .setSchemaType(type)
                        .setNewSchemaDefinition(ByteString.copyFromUtf8(definition))
                        .setCompatibilityMode(mode)
                        .build());
    }

    public Future<SetCompatibilityModeResponse> mode(String subject, String mode) {
        return client.call(
                SchemaRegistryGrpcClient.SetCompatibilityMode,
                SetCompatibilityModeRequest.newBuilder()
                        .setSubject(subject)
                        .setCompatibilityMode(mode)
                        .build());
    }

    public Future<ConfigureTopicSchemaResponse> configure(
            String topic, String subject, String policy, boolean validate) {
        return client.call(
                SchemaRegistryGrpcClient.ConfigureTopicSchema,
                ConfigureTopicSchemaRequest.newBuilder()
                        .setTopicName(topic)
                        .setSchemaSubject(subject)
                        .setValidationPolicy(policy)
                        .setEnablePayloadValidation(validate)
                        .build());
    }

    public Future<UpdateTopicValidationPolicyResponse> policy(String topic, String policy, boolean validate) {
        return client.call(
                SchemaRegistryGrpcClient.UpdateTopicValidationPolicy,
                UpdateTopicValidationPolicyRequest.newBuilder()
                        .setTopicName(topic)
                        .setValidationPolicy(policy)
                        .setEnablePayloadValidation(validate)
                        .build());
    }

    public Future<GetTopicSchemaConfigResponse> topicConfig(String topic) {
        return client.call(
                SchemaRegistryGrpcClient.GetTopicSchemaConfig,
                GetTopicSchemaConfigRequest.newBuilder().setTopicName(topic).build());
    }
}
