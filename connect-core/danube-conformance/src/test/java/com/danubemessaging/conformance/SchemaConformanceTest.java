package com.danubemessaging.conformance;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.RawClient.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.embedded.RawProducer;
import com.danubemessaging.embedded.RawSchemas;
import com.danubemessaging.embedded.RpcFailure;
import com.danubemessaging.proto.DeleteSchemaVersionRequest;
import com.danubemessaging.proto.GetSchemaResponse;
import com.danubemessaging.proto.ProducerRequest;
import com.danubemessaging.proto.ProducerResponse;
import com.danubemessaging.proto.ProducerServiceGrpcClient;
import com.danubemessaging.proto.RegisterSchemaResponse;
import com.danubemessaging.proto.SchemaRegistryGrpcClient;
import com.danubemessaging.proto.StreamMessage;
import com.danubemessaging.vertx.client.DanubeException;
import com.danubemessaging.vertx.client.schema.NewSchema;
import com.danubemessaging.vertx.client.schema.Schema;
import com.danubemessaging.vertx.client.schema.SchemaReference;
import com.danubemessaging.vertx.client.schema.SchemaRegistry;
import com.danubemessaging.vertx.client.schema.SchemaType;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

class SchemaConformanceTest extends ConformanceTest {

    private static final long UNKNOWN_ID = 1_000_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String PERSON =
            "{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"}},\"required\":[\"name\"]}";

    private final String subject = "subject-" + UUID.randomUUID();

    private RawSchemas schemas() {
        return new RawSchemas(client);
    }

    @Case(81)
    void everyTypeCanBeRegistered() {
        Map<String, String> definitions = Map.of(
                "json_schema", PERSON,
                "avro", "{\"type\":\"record\",\"name\":\"R\",\"fields\":[]}",
                "string", "",
                "bytes", "",
                "number", "",
                "protobuf", "syntax = \"proto3\"; message M {}");
        Set<Long> ids = new HashSet<>();
        definitions.forEach((type, definition) -> {
            RegisterSchemaResponse answer = await(schemas().register(subject + type, type, definition));
            assertThat(answer.getVersion()).as(type).isEqualTo(1);
            ids.add(answer.getSchemaId());
        });

        assertThat(ids).hasSize(6);
    }

    @Case(82)
    void theSameDefinitionIsTheSameVersion() {
        long id = schemas().id(subject, "json_schema", PERSON);
        RegisterSchemaResponse again = await(schemas().register(subject, "json_schema", PERSON.replace(":", " : ")));

        assertThat(again.getSchemaId()).isEqualTo(id);
        assertThat(again.getVersion()).isEqualTo(1);
        assertThat(again.getIsNewVersion()).isFalse();
    }

    @Case(83)
    void typesHaveAliasesAndUnknownOnesAreInternal() {
        await(schemas().register(subject + 1, "json", PERSON));
        await(schemas().register(subject + 2, "proto", "syntax = \"proto3\"; message M {}"));
        await(schemas().register(subject + 3, "int64", ""));
        await(schemas().register(subject + 4, "double", ""));

        assertThat(failure(schemas().register(subject, "xml", "<a/>")).status).isEqualTo(GrpcStatus.INTERNAL);
    }

    @Case(84)
    void aBrokenDefinitionIsInternalAndNotRegistered() {
        assertThat(failure(schemas().register(subject, "json_schema", "{")).status)
                .isEqualTo(GrpcStatus.INTERNAL);
        assertThat(failure(schemas().register(subject, "avro", "{}")).status).isEqualTo(GrpcStatus.INTERNAL);
        assertThat(failure(schemas().latest(subject)).status).isEqualTo(GrpcStatus.NOT_FOUND);
    }

    @Case(85)
    void theLatestDefinitionComesBackWrapped() {
        await(schemas().register(subject, "json_schema", PERSON));
        String definition =
                await(schemas().latest(subject)).getSchemaDefinition().toStringUtf8();

        assertThat(new JsonObject(definition).getJsonObject("JsonSchema").getString("raw_schema"))
                .isEqualTo(PERSON);
    }

    @Case(85)
    void ourClientUnwrapsWhatComesBack() throws Exception {
        SchemaRegistry registry = target.danubeClient().schemaRegistry(PATIENCE);
        Map<SchemaType, String> definitions = Map.of(
                SchemaType.JSON_SCHEMA, PERSON,
                SchemaType.AVRO, "{\"type\":\"record\",\"name\":\"R\",\"fields\":[]}",
                SchemaType.PROTOBUF, "syntax = \"proto3\"; message M {}",
                SchemaType.STRING, "",
                SchemaType.BYTES, "",
                SchemaType.NUMBER, "");
        for (Map.Entry<SchemaType, String> entry : definitions.entrySet()) {
            SchemaType type = entry.getKey();
            String name = subject + type.wireName();
            registry.register(NewSchema.of(name, type, entry.getValue())).await(10, TimeUnit.SECONDS);
            Schema schema = registry.latest(name).await(10, TimeUnit.SECONDS);
            assertThat(schema.type()).contains(type);
            assertThat(schema.definition()).as(name).isEqualTo(entry.getValue());
        }
    }

    @Case(86)
    void aSchemaIsFoundByIdAndVersion() {
        long id = schemas().id(subject, "json_schema", PERSON);
        await(schemas().mode(subject, "none"));
        await(schemas().register(subject, "json_schema", "{\"type\":\"string\"}"));
        GetSchemaResponse latest = await(schemas().get(id));

        assertThat(latest.getVersion()).isEqualTo(2);
        assertThat(await(schemas().get(id, 1)).getVersion()).isEqualTo(1);
        assertThat(failure(schemas().get(id, 9)).status).isEqualTo(GrpcStatus.NOT_FOUND);
        assertThat(failure(schemas().get(Long.MAX_VALUE)).status).isEqualTo(GrpcStatus.NOT_FOUND);
    }

    @Case(88)
    void compatibilityModesAreReadInAnyCase() {
        await(schemas().register(subject, "json_schema", PERSON));
        await(schemas().mode(subject, "FULL"));

        assertThat(failure(schemas().mode(subject, "x")).status).isEqualTo(GrpcStatus.INVALID_ARGUMENT);
    }

    @Case(89)
    void deletingAnAbsentVersionSucceeds() {
        await(schemas().register(subject, "json_schema", PERSON));

        assertThat(await(client.call(
                                SchemaRegistryGrpcClient.DeleteSchemaVersion,
                                DeleteSchemaVersionRequest.newBuilder()
                                        .setSubject(subject)
                                        .setVersion(9)
                                        .build()))
                        .getSuccess())
                .isTrue();
    }

    @Case(90)
    void theFirstProducersSubjectSticks() {
        await(schemas().register(subject, "json_schema", PERSON));
        await(schemas().register(subject + "-other", "json_schema", PERSON));
        reliable();
        await(withSubject("first", subject));
        RpcFailure refused = failure(withSubject("second", subject + "-other"));

        assertThat(refused.status).isEqualTo(GrpcStatus.FAILED_PRECONDITION);
        assertThat(refused.text).contains(subject);
    }

    @Case(91)
    void anUnregisteredSubjectIsNotFound() {
        reliable();

        assertThat(failure(withSubject("producer-2", subject)).text).containsIgnoringCase("not found");
    }

    @Case(92)
    void aMessageIsTakenOrRefusedByThePolicyOfItsTopic() {
        long own = schemas().id(subject, "json_schema", "{\"type\":\"integer\"}");
        long other = schemas().id(subject + "-other", "string", "");
        RawProducer producer = reliable();
        StreamMessage withoutSchema = producer.message("\"five\"").build();
        StreamMessage ofNoSchema = producer.message("\"five\"")
                .setSchemaId(UNKNOWN_ID)
                .setSchemaVersion(1)
                .build();
        StreamMessage ofAnother = producer.message("\"five\"")
                .setSchemaId(other)
                .setSchemaVersion(1)
                .build();
        StreamMessage invalid = producer.message("\"five\"")
                .setSchemaId(own)
                .setSchemaVersion(1)
                .build();
        StreamMessage valid =
                producer.message("5").setSchemaId(own).setSchemaVersion(1).build();

        assertTakes(withoutSchema);
        assertTakes(ofNoSchema);
        await(schemas().configure(topic, subject, "none", true));
        assertTakes(withoutSchema);
        assertTakes(ofNoSchema);
        assertTakes(ofAnother);
        assertTakes(invalid);
        assertTakes(valid);
        await(schemas().configure(topic, subject, "warn", true));
        assertTakes(withoutSchema);
        assertRefuses(ofNoSchema);
        assertTakes(ofAnother);
        assertRefuses(invalid);
        assertTakes(valid);
        await(schemas().configure(topic, subject, "enforce", true));
        assertRefuses(withoutSchema);
        assertRefuses(ofNoSchema);
        assertRefuses(ofAnother);
        assertRefuses(invalid);
        assertTakes(valid);
    }

    @Case(92)
    void aTopicWithoutASubjectTakesEverythingUnlessItEnforces() {
        RawProducer producer = reliable();
        StreamMessage withoutSchema = producer.message("x").build();
        StreamMessage ofNoSchema = producer.message("x")
                .setSchemaId(UNKNOWN_ID)
                .setSchemaVersion(1)
                .build();
        for (String tolerant : List.of("none", "warn")) {
            changeThePolicyOfATopicWithoutSubject(tolerant);
            assertTakes(withoutSchema);
            assertTakes(ofNoSchema);
        }
        changeThePolicyOfATopicWithoutSubject("enforce");

        assertRefuses(withoutSchema);
        assertRefuses(ofNoSchema);
    }

    /** Is refused, and done. */
    private void changeThePolicyOfATopicWithoutSubject(String policy) {
        assertThat(failure(schemas().policy(topic, policy, true)).status).isEqualTo(GrpcStatus.FAILED_PRECONDITION);
    }

    private void assertTakes(StreamMessage message) {
        await(client.send(message));
    }

    private void assertRefuses(StreamMessage message) {
        RpcFailure refused = failure(client.send(message));
        assertThat(refused.status).isEqualTo(GrpcStatus.PERMISSION_DENIED);
        assertThat(refused.text).containsIgnoringCase("schema");
    }

    @Case(93)
    void aReferenceMeansTheVersionThatItSays() throws Exception {
        await(schemas().register(subject, "json_schema", PERSON));
        await(schemas().mode(subject, "none"));
        await(schemas().register(subject, "json_schema", "{\"type\":\"string\"}"));

        assertThat(version(SchemaReference.latest(subject))).isEqualTo(2);
        assertThat(version(SchemaReference.minimum(subject, 1))).isEqualTo(2);
        assertThat(version(SchemaReference.pinned(subject, 1))).isEqualTo(1);
        assertThat(version(SchemaReference.pinned(subject, 2))).isEqualTo(2);
        for (SchemaReference tooNew :
                List.of(SchemaReference.pinned(subject, 3), SchemaReference.minimum(subject, 3))) {
            assertThatThrownBy(() -> version(tooNew))
                    .isInstanceOf(DanubeException.class)
                    .hasMessageContaining("no version 3");
        }
    }

    private int version(SchemaReference reference) throws Exception {
        return target.danubeClient()
                .schemaRegistry(PATIENCE)
                .resolve(reference)
                .await(10, TimeUnit.SECONDS)
                .version();
    }

    @Case(94)
    void configuringATopicRefusesWhatDoesNotExist() {
        assertThat(failure(schemas().configure(topic, subject, "warn", false)).status)
                .isEqualTo(GrpcStatus.NOT_FOUND);
        reliable();
        assertThat(failure(schemas().configure(topic, subject, "warn", false)).status)
                .isEqualTo(GrpcStatus.NOT_FOUND);
        await(schemas().register(subject, "json_schema", PERSON));
        assertThat(failure(schemas().configure(topic, subject, "perhaps", false)).status)
                .isEqualTo(GrpcStatus.INVALID_ARGUMENT);
    }

    private Future<ProducerResponse> withSubject(String name, String of) {
        return client.call(
                ProducerServiceGrpcClient.CreateProducer,
                ProducerRequest.newBuilder()
                        .setRequestId(1)
                        .setTopicName(topic)
                        .setProducerName(name)
                        .setDispatchStrategyValue(1)
                        .setSchemaRef(com.danubemessaging.proto.SchemaReference.newBuilder()
                                .setSubject(of))
                        .build());
    }
}
