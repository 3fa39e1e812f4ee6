package com.danubemessaging.connect.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.EmitOutcome;
import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.config.ConfigSpec;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.config.SchemaFields;
import com.danubemessaging.connect.api.config.SchemaVersion;
import com.danubemessaging.connect.api.record.SourceRecord;
import com.danubemessaging.connect.runtime.config.ConfigLoader;
import com.danubemessaging.vertx.client.Message;
import com.danubemessaging.vertx.client.schema.NewSchema;
import com.danubemessaging.vertx.client.schema.Schema;
import com.danubemessaging.vertx.client.schema.SchemaType;
import com.danubemessaging.vertx.client.schema.SubjectSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What several {@code [[schemas]]} tables, and the less usual ones, come to at the start of a source. */
class SchemaStartTest extends RuntimeFixture {

    private static final String OTHER_TOPIC = "/default/letters";
    private static final String CLOSED = "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}}}";
    private static final String OPEN =
            "{\"type\":\"object\",\"properties\":" + "{\"n\":{\"type\":\"integer\"},\"m\":{\"type\":\"integer\"}}}";

    private final StreamingSource source =
            new StreamingSource(ProducerConfig.reliable(TOPIC), ProducerConfig.reliable(OTHER_TOPIC));

    private RunningConnector startReady(SchemaTables... tables) throws Exception {
        RunningConnector running = deploy(
                config("reader")
                        .with(
                                CoreFields.SCHEMAS,
                                List.of(tables).stream()
                                        .map(SchemaTables::build)
                                        .toList()),
                source);
        awaitReady(running);
        until(source::isStarted);
        return running;
    }

    private void register(String subject, String definition) throws Exception {
        client().schemaRegistry()
                .register(NewSchema.of(subject, SchemaType.JSON_SCHEMA, definition))
                .await(10, SECONDS);
    }

    private Schema latest(String subject) throws Exception {
        return client().schemaRegistry().latest(subject).await(10, SECONDS);
    }

    private List<String> subjects() throws Exception {
        return client().schemaRegistry().subjects().await(10, SECONDS).stream()
                .map(SubjectSummary::subject)
                .sorted()
                .toList();
    }

    /** Emits one record and returns what a reader gets. */
    private Message published(String topic) throws Exception {
        List<Message> messages = tailExisting(topic);
        EmitOutcome outcome = source.on(emitter -> emitter.emit(List.of(SourceRecord.fromString(topic, "{\"n\":1}"))))
                .await(20, SECONDS)
                .get(0);
        assertThat(outcome).isEqualTo(EmitOutcome.PUBLISHED);
        until(() -> messages.size() == 1);
        return messages.get(0);
    }

    private void assertStamped(Message message, String subject, int version) throws Exception {
        assertThat(message.schemaId())
                .as("the id of %s", subject)
                .isEqualTo(latest(subject).id());
        assertThat(message.schemaVersion()).isEqualTo(version);
    }

    @Test
    void theLastTableForATopicWins() throws Exception {
        startReady(
                SchemaTables.of(TOPIC, "first", "json_schema").file(stateDir, CLOSED),
                SchemaTables.of(TOPIC, "last", "json_schema").file(stateDir, OPEN));

        assertStamped(published(TOPIC), "last", 1);
        assertThat(subjects())
                .as("what the tables before it would have registered")
                .containsExactly("last");
    }

    @Test
    void eachTopicIsStampedByItsOwnTable() throws Exception {
        startReady(
                SchemaTables.of(TOPIC, "numbers", "json_schema").file(stateDir, CLOSED),
                SchemaTables.of(OTHER_TOPIC, "letters", "string"));

        assertStamped(published(TOPIC), "numbers", 1);
        assertStamped(published(OTHER_TOPIC), "letters", 1);
        assertThat(subjects()).containsExactly("letters", "numbers");
    }

    @Test
    void twoTopicsMayHaveOneSubject() throws Exception {
        startReady(
                SchemaTables.of(TOPIC, "shared", "json_schema").file(stateDir, CLOSED),
                SchemaTables.of(OTHER_TOPIC, "shared", "json_schema").file(stateDir, CLOSED));

        assertStamped(published(TOPIC), "shared", 1);
        assertStamped(published(OTHER_TOPIC), "shared", 1);
    }

    @Test
    void writesWithTheNewestVersionWhereTheMinimumIsReached() throws Exception {
        register("numbers", CLOSED);
        register("numbers", OPEN);

        startReady(SchemaTables.of(TOPIC, "numbers", "json_schema")
                .file(stateDir, OPEN)
                .with(SchemaFields.VERSION_STRATEGY, SchemaVersion.minimum(1)));

        assertStamped(published(TOPIC), "numbers", 2);
    }

    @Test
    void aFileThatDiffersIsLeftAloneWithAWarningWhereNothingIsToBeRegistered() throws Exception {
        register("numbers", CLOSED);
        try (LogLines log = new LogLines()) {
            startReady(SchemaTables.of(TOPIC, "numbers", "json_schema")
                    .file(stateDir, OPEN)
                    .with(SchemaFields.AUTO_REGISTER, false));

            assertThat(log.warnings())
                    .containsOnlyOnce("the schema file differs from the registered version, which is used");
        }
        assertStamped(published(TOPIC), "numbers", 1);
        assertThat(latest("numbers").version()).isEqualTo(1);
    }

    @Test
    void jsonIsAnotherNameForJsonSchema() throws Exception {
        Path definition = Files.writeString(stateDir.resolve("numbers.json"), CLOSED);
        Path file = Files.writeString(
                stateDir.resolve("connector.toml"),
                """
                connector_name = "reader"
                danube_service_url = "%s"
                state_dir = "%s"

                [[schemas]]
                topic = "%s"
                subject = "numbers"
                schema_type = "Json"
                schema_file = "%s"
                """
                        .formatted(danube.serviceUrl(), stateDir, TOPIC, definition));
        RunningConnector running = ConnectRuntime.create(
                        vertx,
                        ConfigLoader.load(Optional.of(file), Map.of(), ConfigSpec.of())
                                .config(),
                        new ConnectRuntimeOptions().setServeHttp(false))
                .deploy(TestConfigs.provider(() -> source))
                .await(10, SECONDS);
        awaitReady(running);
        until(source::isStarted);

        assertStamped(published(TOPIC), "numbers", 1);
        assertThat(latest("numbers").typeName()).isEqualTo("json_schema");
    }
}
