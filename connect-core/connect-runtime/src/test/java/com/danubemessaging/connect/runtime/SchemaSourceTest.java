package com.danubemessaging.connect.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.EmitOutcome;
import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.config.SchemaFields;
import com.danubemessaging.connect.api.config.SchemaVersion;
import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.api.record.SourceRecord;
import com.danubemessaging.embedded.model.BrokerCall;
import com.danubemessaging.vertx.client.Message;
import com.danubemessaging.vertx.client.schema.NewSchema;
import com.danubemessaging.vertx.client.schema.Schema;
import com.danubemessaging.vertx.client.schema.SchemaRegistry;
import com.danubemessaging.vertx.client.schema.SchemaType;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SchemaSourceTest extends RuntimeFixture {

    private static final String SUBJECT = "numbers-value";

    private static final String PERSON =
            "{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"}},\"required\":[\"name\"]}";

    private static final String PERSON_WITH_AGE =
            "{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"},\"age\":{\"type\":\"integer\"}},\"required\":[\"name\"]}";

    private static final String PERSON_WITH_NUMBER = PERSON.replace("string", "integer");

    private final StreamingSource source = new StreamingSource(ProducerConfig.reliable(TOPIC));
    private SchemaRegistry registry;

    @BeforeEach
    void registry() {
        registry = client().schemaRegistry();
    }

    private void register(SchemaType type, String definition) throws Exception {
        registry.register(NewSchema.of(SUBJECT, type, definition)).await(10, SECONDS);
    }

    private SchemaTables json(String definition) throws Exception {
        return SchemaTables.of(TOPIC, SUBJECT, "json_schema").file(stateDir, definition);
    }

    private RunningConnector start(SchemaTables table) throws Exception {
        return deploy(table.addTo(config("reader")), source);
    }

    private RunningConnector startReady(SchemaTables table) throws Exception {
        RunningConnector running = start(table);
        awaitReady(running);
        until(source::isStarted);
        return running;
    }

    private String refusal(SchemaTables table) throws Exception {
        Termination end = end(start(table));
        assertThat(end.failed()).isTrue();
        assertThat(end.cause()).isInstanceOf(ConfigurationException.class);
        assertThat(source.isStarted()).isFalse();
        return end.reason();
    }

    private EmitOutcome emit(SourceRecord record) throws Exception {
        return source.on(emitter -> emitter.emit(List.of(record)))
                .await(20, SECONDS)
                .get(0);
    }

    private Schema latest() throws Exception {
        return registry.latest(SUBJECT).await(10, SECONDS);
    }

    @Test
    void endsWhenTheFileCannotBeRead() throws Exception {
        assertThat(refusal(SchemaTables.of(TOPIC, SUBJECT, "avro").with(SchemaFields.FILE, "/no/such/file.avsc")))
                .contains("/no/such/file.avsc")
                .contains(SUBJECT);
    }

    @Test
    void endsWhenTheSubjectDoesNotExistAndMayNotBeRegistered() throws Exception {
        assertThat(refusal(json(PERSON).with(SchemaFields.AUTO_REGISTER, false)))
                .contains(SUBJECT)
                .contains("auto_register");
    }

    @Test
    void endsWhenTheFileIsNoSchema() throws Exception {
        assertThat(refusal(json("{\"type\":\"banana\"}"))).contains("refused").contains("type");
    }

    @Test
    void endsWithTheReasonWhenAChangedFileDoesNotFit() throws Exception {
        register(SchemaType.JSON_SCHEMA, PERSON);

        assertThat(refusal(json(PERSON_WITH_NUMBER)))
                .contains("does not fit the latest version")
                .contains("'name'");
        assertThat(latest().version()).isEqualTo(1);
    }

    @Test
    void endsWhenThePinnedOrTheMinimumVersionDoesNotExistYet() throws Exception {
        register(SchemaType.JSON_SCHEMA, PERSON);

        assertThat(refusal(json(PERSON).with(SchemaFields.VERSION_STRATEGY, SchemaVersion.pinned(2))))
                .contains("no version 2");
        assertThat(refusal(json(PERSON).with(SchemaFields.VERSION_STRATEGY, SchemaVersion.minimum(2))))
                .contains("no version 2");
    }

    @Test
    void endsWhenTheSubjectIsOfAnotherType() throws Exception {
        register(SchemaType.STRING, "");

        assertThat(refusal(SchemaTables.of(TOPIC, SUBJECT, "number").with(SchemaFields.AUTO_REGISTER, false)))
                .contains("'string'")
                .contains("'number'");
    }

    @Test
    void registersASubjectThatDoesNotExistAndStampsItsRecords() throws Exception {
        List<Message> messages = tail(TOPIC);
        startReady(SchemaTables.of(TOPIC, SUBJECT, "string"));

        assertThat(emit(SourceRecord.fromString(TOPIC, "plain text"))).isEqualTo(EmitOutcome.PUBLISHED);

        until(() -> messages.size() == 1);
        Schema schema = latest();
        assertThat(schema.details().createdBy()).isEqualTo("reader");
        assertThat(messages.get(0).payload()).hasToString("plain text");
        assertThat(messages.get(0).schemaId()).isEqualTo(schema.id());
        assertThat(messages.get(0).schemaVersion()).isEqualTo(1);
        assertThat(client().schemaRegistry()
                        .topicSchema(TOPIC)
                        .await(10, SECONDS)
                        .subject())
                .isEqualTo(SUBJECT);
    }

    @Test
    void registersAChangedFileThatFitsAsTheNextVersion() throws Exception {
        register(SchemaType.JSON_SCHEMA, PERSON);
        List<Message> messages = tail(TOPIC);

        startReady(json(PERSON_WITH_AGE));
        emit(SourceRecord.fromJson(TOPIC, new JsonObject().put("name", "x")));

        until(() -> messages.size() == 1);
        assertThat(latest().version()).isEqualTo(2);
        assertThat(latest().definition()).isEqualTo(PERSON_WITH_AGE);
        assertThat(messages.get(0).schemaVersion()).isEqualTo(2);
    }

    @Test
    void leavesTheRegistryAloneWhenOnlyTheLayoutOfTheFileChanged() throws Exception {
        register(SchemaType.JSON_SCHEMA, PERSON);

        startReady(json(new JsonObject(PERSON).encodePrettily()));

        assertThat(latest().version()).isEqualTo(1);
        assertThat(latest().definition()).isEqualTo(PERSON);
    }

    @Test
    void writesWithTheNewestVersionWhenTheFileIsAnOlderOne() throws Exception {
        register(SchemaType.JSON_SCHEMA, PERSON);
        register(SchemaType.JSON_SCHEMA, PERSON_WITH_AGE);
        List<Message> messages = tail(TOPIC);

        startReady(json(PERSON));
        emit(SourceRecord.fromJson(TOPIC, new JsonObject().put("name", "x")));

        until(() -> messages.size() == 1);
        assertThat(messages.get(0).schemaVersion()).isEqualTo(2);
    }

    @Test
    void keepsToAPinnedVersionAndRegistersNothingBesideIt() throws Exception {
        register(SchemaType.JSON_SCHEMA, PERSON);
        register(SchemaType.JSON_SCHEMA, PERSON_WITH_AGE);
        List<Message> messages = tail(TOPIC);

        startReady(json(PERSON_WITH_NUMBER).with(SchemaFields.VERSION_STRATEGY, SchemaVersion.pinned(1)));
        emit(SourceRecord.fromJson(TOPIC, new JsonObject().put("name", "x")));
        danube.restart().await(10, SECONDS);
        emit(SourceRecord.fromJson(TOPIC, new JsonObject().put("name", "y")));

        until(() -> messages.size() == 2);
        assertThat(messages).extracting(Message::schemaVersion).containsOnly(1);
        assertThat(latest().version()).isEqualTo(2);
    }

    @Test
    void waitsAtStartForARegistryThatIsAway() throws Exception {
        danube.stopListening().await(5, SECONDS);

        RunningConnector running = start(SchemaTables.of(TOPIC, SUBJECT, "string"));
        until(() -> problems(running).contains("waiting for the schema registry to agree on " + SUBJECT));
        until(source::isInitialized);
        assertThat(source.isStarted()).isFalse();
        danube.resumeListening().await(5, SECONDS);

        awaitReady(running);
        until(source::isStarted);
        assertThat(emit(SourceRecord.fromString(TOPIC, "x"))).isEqualTo(EmitOutcome.PUBLISHED);
    }

    @Test
    void waitsInTheMiddleForARegistryThatIsAway() throws Exception {
        startReady(SchemaTables.of(TOPIC, SUBJECT, "string"));
        danube.faults()
                .refuse(BrokerCall.GET_SCHEMA, 3, GrpcStatus.UNAVAILABLE, "electing")
                .await(5, SECONDS);

        danube.restart().await(10, SECONDS);

        assertThat(emit(SourceRecord.fromString(TOPIC, "x"))).isEqualTo(EmitOutcome.PUBLISHED);
    }

    @Test
    void stopsWhileItWaitsForTheRegistry() throws Exception {
        danube.stopListening().await(5, SECONDS);
        RunningConnector running = start(SchemaTables.of(TOPIC, SUBJECT, "string"));
        until(() -> !problems(running).isEmpty());

        running.stop().await(10, SECONDS);

        assertThat(end(running).failed()).isFalse();
    }

    @Test
    void deadLettersWhatDoesNotFitOnlyIfItValidates() throws Exception {
        List<Message> letters = tail("/default/dlq-reader-q");
        startReady(json(PERSON).with(SchemaFields.VALIDATE, true));

        assertThat(emit(SourceRecord.fromJson(TOPIC, new JsonObject().put("name", 5))))
                .isEqualTo(EmitOutcome.DEAD_LETTERED);
        assertThat(emit(SourceRecord.fromJson(TOPIC, new JsonObject().put("name", "x"))))
                .isEqualTo(EmitOutcome.PUBLISHED);

        until(() -> letters.size() == 1);
        assertThat(letters.get(0).payload()).hasToString("{\"name\":5}");
        assertThat(letters.get(0).attributes().get("danube.connect.error.reason"))
                .contains("JSON Schema");
    }

    @Test
    void deadLettersARecordWhoseSchemaTheRegistryHasForgotten() throws Exception {
        startReady(SchemaTables.of(TOPIC, SUBJECT, "string"));
        danube.faults()
                .refuse(
                        BrokerCall.SEND_MESSAGE,
                        1,
                        GrpcStatus.PERMISSION_DENIED,
                        "Unable to publish the message: Schema ID 9 not found in registry")
                .await(5, SECONDS);

        assertThat(emit(SourceRecord.fromString(TOPIC, "x"))).isEqualTo(EmitOutcome.DEAD_LETTERED);
        assertThat(emit(SourceRecord.fromString(TOPIC, "y"))).isEqualTo(EmitOutcome.PUBLISHED);
    }

    @Test
    void publishesWhatDoesNotFitIfItDoesNotValidate() throws Exception {
        startReady(json(PERSON));

        assertThat(emit(SourceRecord.fromJson(TOPIC, new JsonObject().put("name", 5))))
                .isEqualTo(EmitOutcome.PUBLISHED);
    }

    @Test
    void writesProtobufAndBinaryAvro() throws Exception {
        List<Message> messages = tail(TOPIC);
        startReady(SchemaTables.of(TOPIC, SUBJECT, "protobuf").file(stateDir, "message M { optional int32 a = 1; }"));

        emit(SourceRecord.fromJson(TOPIC, new JsonObject().put("a", 150)));

        until(() -> messages.size() == 1);
        assertThat(messages.get(0).payload().getBytes()).containsExactly(8, 0x96 - 256, 1);
    }

    @Test
    void writesAvroAsJsonUnlessBinaryIsAskedFor() throws Exception {
        String record = "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"x\",\"type\":\"int\"}]}";
        String other = "/default/other";
        List<Message> json = tail(TOPIC);
        List<Message> binary = tail(other);
        startReady(SchemaTables.of(TOPIC, SUBJECT, "avro").file(stateDir, record));
        StreamingSource binarySource = new StreamingSource(ProducerConfig.reliable(other));
        deployReady(
                SchemaTables.of(other, SUBJECT, "avro")
                        .file(stateDir, record)
                        .with(SchemaFields.AVRO_ENCODING, "binary")
                        .addTo(config("binary")),
                binarySource);
        until(binarySource::isStarted);

        emit(SourceRecord.fromJson(TOPIC, new JsonObject().put("x", 1)));
        binarySource
                .on(emitter -> emitter.emit(List.of(SourceRecord.fromJson(other, new JsonObject().put("x", 1)))))
                .await(10, SECONDS);

        until(() -> json.size() == 1 && binary.size() == 1);
        assertThat(json.get(0).payload()).hasToString("{\"x\":1}");
        assertThat(binary.get(0).payload().getBytes()).containsExactly(2);
    }
}
