package com.danubemessaging.vertx.client.internal;

import com.danubemessaging.proto.CheckCompatibilityRequest;
import com.danubemessaging.proto.ConfigureTopicSchemaRequest;
import com.danubemessaging.proto.DeleteSchemaVersionRequest;
import com.danubemessaging.proto.GetTopicSchemaConfigRequest;
import com.danubemessaging.proto.GetTopicSchemaConfigResponse;
import com.danubemessaging.proto.ListSubjectsRequest;
import com.danubemessaging.proto.ListVersionsRequest;
import com.danubemessaging.proto.RegisterSchemaRequest;
import com.danubemessaging.proto.SetCompatibilityModeRequest;
import com.danubemessaging.proto.UpdateTopicValidationPolicyRequest;
import com.danubemessaging.vertx.client.DanubeException;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import com.danubemessaging.vertx.client.schema.CompatibilityMode;
import com.danubemessaging.vertx.client.schema.CompatibilityReport;
import com.danubemessaging.vertx.client.schema.NewSchema;
import com.danubemessaging.vertx.client.schema.Registration;
import com.danubemessaging.vertx.client.schema.Schema;
import com.danubemessaging.vertx.client.schema.SchemaReference;
import com.danubemessaging.vertx.client.schema.SchemaRegistry;
import com.danubemessaging.vertx.client.schema.SchemaVersion;
import com.danubemessaging.vertx.client.schema.SubjectSummary;
import com.danubemessaging.vertx.client.schema.TopicSchema;
import com.danubemessaging.vertx.client.schema.ValidationPolicy;
import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The registry for users: every call on the client's context, repeated while that helps and patience lasts. */
final class PatientSchemaRegistry implements SchemaRegistry {

    private final ClientScope scope;
    private final SchemaCalls calls;
    private final Duration patience;
    private final Set<RetryLoop<?>> loops;

    /** @param loops where the client finds what to cancel when it is closed */
    PatientSchemaRegistry(ClientScope scope, SchemaCalls calls, Duration patience, Set<RetryLoop<?>> loops) {
        this.scope = scope;
        this.calls = calls;
        this.patience = patience;
        this.loops = loops;
    }

    @Override
    public Future<Registration> register(NewSchema schema) {
        RegisterSchemaRequest request = RegisterSchemaRequest.newBuilder()
                .setSubject(schema.subject())
                .setSchemaType(schema.type().wireName())
                .setSchemaDefinition(ByteString.copyFromUtf8(schema.definition()))
                .setDescription(schema.description())
                .setCreatedBy(schema.createdBy())
                .addAllTags(schema.tags())
                .build();
        return repeat(
                        Operation.REGISTER_SCHEMA,
                        schema.subject(),
                        () -> calls.call(SchemaMethods.REGISTER, request, schema.subject()))
                .map(answer -> new Registration(
                        answer.getSchemaId(), answer.getVersion(), answer.getIsNewVersion(), answer.getFingerprint()));
    }

    @Override
    public Future<Schema> latest(String subject) {
        return repeat(Operation.READ_SCHEMA, subject, () -> calls.latest(subject));
    }

    @Override
    public Future<Schema> get(long id) {
        return repeat(Operation.READ_SCHEMA, Long.toUnsignedString(id), () -> calls.get(id));
    }

    @Override
    public Future<Schema> get(long id, int version) {
        return repeat(Operation.READ_SCHEMA, Long.toUnsignedString(id), () -> calls.get(id, version));
    }

    @Override
    public Future<Schema> resolve(SchemaReference reference) {
        return repeat(Operation.READ_SCHEMA, reference.subject(), () -> calls.resolve(reference));
    }

    @Override
    public Future<List<SchemaVersion>> versions(String subject) {
        ListVersionsRequest request =
                ListVersionsRequest.newBuilder().setSubject(subject).build();
        return repeat(Operation.READ_SCHEMA, subject, () -> calls.call(SchemaMethods.LIST_VERSIONS, request, subject))
                .map(answer -> answer.getVersionsList().stream()
                        .map(version -> new SchemaVersion(
                                version.getVersion(),
                                Instant.ofEpochSecond(version.getCreatedAt()),
                                version.getCreatedBy(),
                                version.getDescription(),
                                version.getFingerprint()))
                        .toList());
    }

    @Override
    public Future<List<SubjectSummary>> subjects() {
        return repeat(
                        Operation.READ_SCHEMA,
                        "(all)",
                        () -> calls.call(
                                SchemaMethods.LIST_SUBJECTS, ListSubjectsRequest.getDefaultInstance(), "(all)"))
                .map(answer -> answer.getSubjectsList().stream()
                        .map(subject -> new SubjectSummary(
                                subject.getSubject(),
                                subject.getSchemaId(),
                                subject.getSchemaType(),
                                subject.getLatestVersion(),
                                subject.getCompatibilityMode(),
                                subject.getTagsList()))
                        .toList());
    }

    @Override
    public Future<CompatibilityReport> checkCompatibility(NewSchema schema, Optional<CompatibilityMode> mode) {
        CheckCompatibilityRequest.Builder request = CheckCompatibilityRequest.newBuilder()
                .setSubject(schema.subject())
                .setSchemaType(schema.type().wireName())
                .setNewSchemaDefinition(ByteString.copyFromUtf8(schema.definition()));
        mode.ifPresent(asked -> request.setCompatibilityMode(lowerCase(asked)));
        return repeat(
                        Operation.CHECK_SCHEMA,
                        schema.subject(),
                        () -> calls.call(SchemaMethods.CHECK, request.build(), schema.subject()))
                .map(answer -> new CompatibilityReport(answer.getIsCompatible(), answer.getErrorsList()));
    }

    @Override
    public Future<Void> setCompatibilityMode(String subject, CompatibilityMode mode) {
        SetCompatibilityModeRequest request = SetCompatibilityModeRequest.newBuilder()
                .setSubject(subject)
                .setCompatibilityMode(lowerCase(mode))
                .build();
        return repeat(Operation.CHANGE_SCHEMA, subject, () -> calls.call(SchemaMethods.SET_MODE, request, subject)
                .compose(answer -> done(answer.getSuccess(), Operation.CHANGE_SCHEMA, subject, answer.getMessage())));
    }

    @Override
    public Future<Void> deleteVersion(String subject, int version) {
        DeleteSchemaVersionRequest request = DeleteSchemaVersionRequest.newBuilder()
                .setSubject(subject)
                .setVersion(version)
                .build();
        return repeat(Operation.CHANGE_SCHEMA, subject, () -> calls.call(SchemaMethods.DELETE, request, subject)
                .compose(answer -> done(answer.getSuccess(), Operation.CHANGE_SCHEMA, subject, answer.getMessage())));
    }

    @Override
    public Future<Void> configureTopic(String topic, TopicSchema schema) {
        ConfigureTopicSchemaRequest request = ConfigureTopicSchemaRequest.newBuilder()
                .setTopicName(topic)
                .setSchemaSubject(schema.subject())
                .setValidationPolicy(lowerCase(schema.policy()))
                .setEnablePayloadValidation(schema.validatesPayload())
                .build();
        return repeat(Operation.TOPIC_SCHEMA, topic, () -> calls.callOwner(
                        SchemaMethods.CONFIGURE_TOPIC, request, topic)
                .compose(answer -> done(answer.getSuccess(), Operation.TOPIC_SCHEMA, topic, answer.getMessage())));
    }

    @Override
    public Future<Void> setValidationPolicy(String topic, ValidationPolicy policy, boolean validatesPayload) {
        UpdateTopicValidationPolicyRequest request = UpdateTopicValidationPolicyRequest.newBuilder()
                .setTopicName(topic)
                .setValidationPolicy(lowerCase(policy))
                .setEnablePayloadValidation(validatesPayload)
                .build();
        return repeat(Operation.TOPIC_SCHEMA, topic, () -> calls.callOwner(SchemaMethods.UPDATE_POLICY, request, topic)
                .compose(answer -> done(answer.getSuccess(), Operation.TOPIC_SCHEMA, topic, answer.getMessage())));
    }

    @Override
    public Future<TopicSchema> topicSchema(String topic) {
        GetTopicSchemaConfigRequest request =
                GetTopicSchemaConfigRequest.newBuilder().setTopicName(topic).build();
        return repeat(Operation.TOPIC_SCHEMA, topic, () -> calls.callOwner(SchemaMethods.TOPIC_CONFIG, request, topic)
                .map(PatientSchemaRegistry::topicSchema));
    }

    private static TopicSchema topicSchema(GetTopicSchemaConfigResponse answer) {
        return new TopicSchema(
                answer.getSchemaSubject(),
                ValidationPolicy.valueOf(answer.getValidationPolicy().toUpperCase(Locale.ROOT)),
                answer.getEnablePayloadValidation());
    }

    /** An answer can say no although the call went well. */
    private static Future<Void> done(boolean success, Operation operation, String name, String message) {
        return success
                ? Future.succeededFuture()
                : Future.failedFuture(new DanubeException(
                        Kind.CONFIGURATION, "Could not " + operation.words() + " " + name + ": " + message));
    }

    private <T> Future<T> repeat(Operation operation, String name, Supplier<Future<T>> attempt) {
        return scope.onContext(() -> {
            RetryLoop<T> loop = new RetryLoop<>(
                    scope, operation, name, scope.backoff(), attempt, failure -> failure.kind() != Kind.TRANSIENT);
            loops.add(loop);
            return loop.start(patience).onComplete(ended -> loops.remove(loop));
        });
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
