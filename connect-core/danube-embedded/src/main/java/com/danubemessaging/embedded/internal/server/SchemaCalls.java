package com.danubemessaging.embedded.internal.server;

import com.danubemessaging.embedded.internal.broker.Broker;
import com.danubemessaging.embedded.internal.broker.BrokerException;
import com.danubemessaging.embedded.internal.broker.BrokerException.Code;
import com.danubemessaging.embedded.internal.schema.SchemaException;
import com.danubemessaging.embedded.internal.schema.SchemaException.Reason;
import com.danubemessaging.embedded.internal.schema.SchemaRegistry;
import com.danubemessaging.embedded.internal.schema.SchemaRegistry.Registration;
import com.danubemessaging.embedded.internal.schema.Subject;
import com.danubemessaging.embedded.internal.schema.SubjectVersion;
import com.danubemessaging.embedded.internal.schema.TopicSchema;
import com.danubemessaging.embedded.model.BrokerCall;
import com.danubemessaging.proto.CheckCompatibilityRequest;
import com.danubemessaging.proto.CheckCompatibilityResponse;
import com.danubemessaging.proto.ConfigureTopicSchemaRequest;
import com.danubemessaging.proto.ConfigureTopicSchemaResponse;
import com.danubemessaging.proto.DeleteSchemaVersionRequest;
import com.danubemessaging.proto.DeleteSchemaVersionResponse;
import com.danubemessaging.proto.GetLatestSchemaRequest;
import com.danubemessaging.proto.GetSchemaRequest;
import com.danubemessaging.proto.GetSchemaResponse;
import com.danubemessaging.proto.GetTopicSchemaConfigRequest;
import com.danubemessaging.proto.GetTopicSchemaConfigResponse;
import com.danubemessaging.proto.ListSubjectsResponse;
import com.danubemessaging.proto.ListVersionsRequest;
import com.danubemessaging.proto.ListVersionsResponse;
import com.danubemessaging.proto.RegisterSchemaRequest;
import com.danubemessaging.proto.RegisterSchemaResponse;
import com.danubemessaging.proto.SchemaRegistryGrpcService;
import com.danubemessaging.proto.SchemaVersionInfo;
import com.danubemessaging.proto.SetCompatibilityModeRequest;
import com.danubemessaging.proto.SetCompatibilityModeResponse;
import com.danubemessaging.proto.SubjectSummary;
import com.danubemessaging.proto.UpdateTopicValidationPolicyRequest;
import com.danubemessaging.proto.UpdateTopicValidationPolicyResponse;
import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The calls of the schema registry: messages in and out of it, and the status of each refusal. */
final class SchemaCalls {

    private final Supplier<Broker> broker;
    private final FaultPlan faults;

    /**
     * Calls on whatever broker is alive.
     *
     * @param broker throws UNAVAILABLE while there is none
     */
    SchemaCalls(Supplier<Broker> broker, FaultPlan faults) {
        this.broker = broker;
        this.faults = faults;
    }

    void bind(GrpcCalls calls) {
        Kept kept = new Kept(broker);
        calls.unary(SchemaRegistryGrpcService.RegisterSchema, kept.kept(this::register));
        calls.unary(SchemaRegistryGrpcService.GetSchema, this::get);
        calls.unary(SchemaRegistryGrpcService.GetLatestSchema, this::latest);
        calls.unary(SchemaRegistryGrpcService.ListVersions, this::versions);
        calls.unary(SchemaRegistryGrpcService.CheckCompatibility, this::check);
        calls.unary(SchemaRegistryGrpcService.DeleteSchemaVersion, kept.kept(this::delete));
        calls.unary(SchemaRegistryGrpcService.SetCompatibilityMode, kept.kept(this::setMode));
        calls.unary(SchemaRegistryGrpcService.ConfigureTopicSchema, kept.kept(this::configure));
        calls.unary(SchemaRegistryGrpcService.UpdateTopicValidationPolicy, kept.kept(this::updatePolicy));
        calls.unary(SchemaRegistryGrpcService.GetTopicSchemaConfig, this::topicConfig);
        calls.unary(SchemaRegistryGrpcService.ListSubjects, request -> subjects());
    }

    private Future<RegisterSchemaResponse> register(RegisterSchemaRequest request) {
        return answer(BrokerCall.REGISTER_SCHEMA, request.getSubject(), always(Code.INTERNAL), () -> {
            Registration registration = registry()
                    .register(
                            request.getSubject(),
                            request.getSchemaType(),
                            request.getSchemaDefinition().toByteArray(),
                            request.getDescription(),
                            request.getCreatedBy(),
                            request.getTagsList());
            return RegisterSchemaResponse.newBuilder()
                    .setSchemaId(registration.subject().id())
                    .setVersion(registration.version().version())
                    .setIsNewVersion(registration.isNew())
                    .setFingerprint(registration.version().definition().fingerprint())
                    .build();
        });
    }

    private Future<GetSchemaResponse> get(GetSchemaRequest request) {
        return answer(BrokerCall.GET_SCHEMA, "", always(Code.NOT_FOUND), () -> {
            String id = Long.toUnsignedString(request.getSchemaId());
            Subject subject = registry()
                    .find(request.getSchemaId())
                    .orElseThrow(() -> new BrokerException(Code.NOT_FOUND, "schema " + id + " not found"));
            SubjectVersion version = request.hasVersion()
                    ? subject.version(request.getVersion())
                            .orElseThrow(() -> new BrokerException(
                                    Code.NOT_FOUND,
                                    "version " + Integer.toUnsignedString(request.getVersion()) + " of schema " + id
                                            + " not found"))
                    : subject.latest();
            return schema(subject, version);
        });
    }

    private Future<GetSchemaResponse> latest(GetLatestSchemaRequest request) {
        return answer(BrokerCall.GET_SCHEMA, request.getSubject(), always(Code.NOT_FOUND), () -> {
            Subject subject = registry().require(request.getSubject());
            return schema(subject, subject.latest());
        });
    }

    private Future<ListVersionsResponse> versions(ListVersionsRequest request) {
        return answer(BrokerCall.ADMINISTER_SCHEMAS, request.getSubject(), always(Code.NOT_FOUND), () -> {
            Subject subject = registry().require(request.getSubject());
            ListVersionsResponse.Builder answer = ListVersionsResponse.newBuilder();
            for (SubjectVersion version : subject.versions()) {
                answer.addVersions(SchemaVersionInfo.newBuilder()
                        .setVersion(version.version())
                        .setCreatedAt(version.createdAt())
                        .setCreatedBy(version.createdBy())
                        .setDescription(version.description())
                        .setFingerprint(version.definition().fingerprint())
                        .setSchemaId(subject.id()));
            }
            return answer.build();
        });
    }

    private Future<CheckCompatibilityResponse> check(CheckCompatibilityRequest request) {
        return answer(BrokerCall.CHECK_COMPATIBILITY, request.getSubject(), always(Code.INTERNAL), () -> {
            List<String> problems = registry()
                    .problems(
                            request.getSubject(),
                            request.getSchemaType(),
                            request.getNewSchemaDefinition().toByteArray(),
                            request.hasCompatibilityMode()
                                    ? Optional.of(request.getCompatibilityMode())
                                    : Optional.empty());
            return CheckCompatibilityResponse.newBuilder()
                    .setIsCompatible(problems.isEmpty())
                    .addAllErrors(problems)
                    .build();
        });
    }

    private Future<DeleteSchemaVersionResponse> delete(DeleteSchemaVersionRequest request) {
        return answer(BrokerCall.ADMINISTER_SCHEMAS, request.getSubject(), always(Code.INTERNAL), () -> {
            boolean existed = registry().deleteVersion(request.getSubject(), request.getVersion());
            String what = "version " + Integer.toUnsignedString(request.getVersion()) + " of schema subject '"
                    + request.getSubject() + "'";
            return DeleteSchemaVersionResponse.newBuilder()
                    .setSuccess(true)
                    .setMessage(existed ? what + " was deleted" : what + " does not exist")
                    .build();
        });
    }

    private Future<SetCompatibilityModeResponse> setMode(SetCompatibilityModeRequest request) {
        Function<Reason, Code> codes = reason -> reason == Reason.INVALID ? Code.INVALID_ARGUMENT : Code.INTERNAL;
        return answer(BrokerCall.ADMINISTER_SCHEMAS, request.getSubject(), codes, () -> {
            String mode = registry()
                    .setMode(request.getSubject(), request.getCompatibilityMode())
                    .wireName();
            return SetCompatibilityModeResponse.newBuilder()
                    .setSuccess(true)
                    .setMessage("the compatibility mode of schema subject '" + request.getSubject() + "' is " + mode)
                    .build();
        });
    }

    private Future<ConfigureTopicSchemaResponse> configure(ConfigureTopicSchemaRequest request) {
        return answer(BrokerCall.ADMINISTER_SCHEMAS, request.getTopicName(), always(Code.INTERNAL), () -> {
            broker.get()
                    .topicSchemas()
                    .configure(
                            request.getTopicName(),
                            request.getSchemaSubject(),
                            request.getValidationPolicy(),
                            request.getEnablePayloadValidation());
            return ConfigureTopicSchemaResponse.newBuilder()
                    .setSuccess(true)
                    .setMessage("topic " + request.getTopicName() + " has the schema subject '"
                            + request.getSchemaSubject() + "'")
                    .build();
        });
    }

    private Future<UpdateTopicValidationPolicyResponse> updatePolicy(UpdateTopicValidationPolicyRequest request) {
        return answer(BrokerCall.ADMINISTER_SCHEMAS, request.getTopicName(), always(Code.INTERNAL), () -> {
            broker.get()
                    .topicSchemas()
                    .policy(
                            request.getTopicName(),
                            request.getValidationPolicy(),
                            request.getEnablePayloadValidation());
            return UpdateTopicValidationPolicyResponse.newBuilder()
                    .setSuccess(true)
                    .setMessage("the validation policy of " + request.getTopicName() + " was changed")
                    .build();
        });
    }

    private Future<GetTopicSchemaConfigResponse> topicConfig(GetTopicSchemaConfigRequest request) {
        return answer(BrokerCall.ADMINISTER_SCHEMAS, request.getTopicName(), always(Code.INTERNAL), () -> {
            TopicSchema schema = broker.get().topicSchemas().of(request.getTopicName());
            // The id stays 0, as from every broker of release 0.15.
            return GetTopicSchemaConfigResponse.newBuilder()
                    .setSchemaSubject(Objects.requireNonNullElse(schema.subject(), ""))
                    .setValidationPolicy(schema.policy().wireName())
                    .setEnablePayloadValidation(schema.validatesPayload())
                    .build();
        });
    }

    private Future<ListSubjectsResponse> subjects() {
        return answer(BrokerCall.ADMINISTER_SCHEMAS, "", always(Code.INTERNAL), () -> {
            ListSubjectsResponse.Builder answer = ListSubjectsResponse.newBuilder();
            for (Subject subject : registry().subjects()) {
                SubjectVersion latest = subject.latest();
                answer.addSubjects(SubjectSummary.newBuilder()
                        .setSubject(subject.name())
                        .setSchemaType(latest.definition().type().wireName())
                        .setLatestVersion(latest.version())
                        .setCompatibilityMode(subject.mode().wireName())
                        .setSchemaId(subject.id())
                        .addAllTags(latest.tags()));
            }
            return answer.build();
        });
    }

    private SchemaRegistry registry() {
        return broker.get().schemas();
    }

    private <R> Future<R> answer(BrokerCall call, String name, Function<Reason, Code> codes, Supplier<R> work) {
        return faults.answer(call, name, () -> {
            try {
                return work.get();
            } catch (SchemaException refused) {
                throw new BrokerException(codes.apply(refused.reason()), String.valueOf(refused.getMessage()));
            }
        });
    }

    private static Function<Reason, Code> always(Code code) {
        return reason -> code;
    }

    private static GetSchemaResponse schema(Subject subject, SubjectVersion version) {
        return GetSchemaResponse.newBuilder()
                .setSchemaId(subject.id())
                .setVersion(version.version())
                .setSubject(subject.name())
                .setSchemaType(version.definition().type().wireName())
                .setSchemaDefinition(
                        ByteString.copyFromUtf8(version.definition().wrapped()))
                .setDescription(version.description())
                .setCreatedAt(version.createdAt())
                .setCreatedBy(version.createdBy())
                .addAllTags(version.tags())
                .setFingerprint(version.definition().fingerprint())
                .setCompatibilityMode(subject.mode().wireName())
                .build();
    }
}
