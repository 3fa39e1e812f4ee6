package com.danubemessaging.connect.runtime;

import static com.danubemessaging.connect.runtime.CollectingSink.reading;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.Connector;
import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.ProducerConfig.Ordering;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.config.SchemaFields;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import com.danubemessaging.embedded.model.DispatchMode;
import com.danubemessaging.vertx.client.schema.NewSchema;
import com.danubemessaging.vertx.client.schema.SchemaType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code check} says of the topics of a source, and of names in general. */
class TopicCheckTest extends RuntimeFixture {

    @Override
    EmbeddedDanubeOptions brokerOptions() {
        return new EmbeddedDanubeOptions().setAdminPort(0);
    }

    private CheckReport check(TestConfigs config, Connector connector) throws Exception {
        return ConnectRuntime.create(vertx, config.build())
                .check(TestConfigs.provider(() -> connector))
                .await(20, SECONDS);
    }

    private CheckReport check(TestConfigs config, ProducerConfig... producers) throws Exception {
        return check(config, new StreamingSource(producers));
    }

    private TestConfigs administrated() {
        return config("reader").with(CoreFields.ADMIN_URL, "http://127.0.0.1:" + danube.adminPort());
    }

    private static ProducerConfig partitioned(String topic, int partitions) {
        return new ProducerConfig(topic, partitions, true, Ordering.KEY);
    }

    private static List<String> failures(CheckReport report) {
        return report.items().stream()
                .filter(item -> !item.ok())
                .map(CheckReport.Item::detail)
                .toList();
    }

    private static List<String> notes(CheckReport report, boolean areHazards) {
        return report.notes().stream()
                .filter(note -> note.isHazard() == areHazards)
                .map(CheckReport.Note::detail)
                .toList();
    }

    private static List<String> hazards(CheckReport report) {
        return notes(report, true);
    }

    private static List<String> facts(CheckReport report) {
        return notes(report, false);
    }

    @Test
    void saysWhatIsCreatedAndCreatesNothing() throws Exception {
        producer("/default/there");

        CheckReport report = check(
                administrated(),
                ProducerConfig.reliable("/default/there"),
                ProducerConfig.reliable("/default/new-a"),
                partitioned("/default/new-b", 3));

        assertThat(report.isOk()).isTrue();
        assertThat(hazards(report)).isEmpty();
        assertThat(facts(report))
                .singleElement()
                .asString()
                .startsWith("/default/new-a, /default/new-b do not exist yet: the source creates them");
        assertThat(report.notes()).extracting(CheckReport.Note::name).containsOnly("topic");
        assertThat(danube.topics().await(5, SECONDS)).containsExactly("/default/there");
    }

    @Test
    void saysWhatCannotBeToldWithoutAnAdminPort() throws Exception {
        CheckReport report = check(config("reader"), ProducerConfig.reliable("/nowhere/orders"));

        assertThat(report.isOk()).isTrue();
        assertThat(facts(report)).anyMatch(fact -> fact.contains("danube.admin_url is not set"));
    }

    @Test
    void failsWhereTheNamespaceDoesNotExist() throws Exception {
        CheckReport report = check(administrated(), ProducerConfig.reliable("/nowhere/orders"));

        assertThat(failures(report))
                .singleElement()
                .asString()
                .contains("the namespace nowhere of /nowhere/orders does not exist", "H24");
    }

    @Test
    void failsWhereTheNamespaceOfASinksTopicDoesNotExist() throws Exception {
        CheckReport report = check(administrated(), new CollectingSink(reading("/nowhere/orders")));

        assertThat(failures(report)).singleElement().asString().contains("namespace nowhere", "H24");
    }

    @Test
    void failsWhereTheTopicDispatchesOtherwise() throws Exception {
        danube.createTopic("/default/kept", DispatchMode.RELIABLE).await(5, SECONDS);
        danube.createTopic("/default/loose", DispatchMode.NON_RELIABLE).await(5, SECONDS);

        CheckReport report = check(
                administrated(),
                new ProducerConfig("/default/kept", 0, false, Ordering.KEY),
                ProducerConfig.reliable("/default/loose"));

        assertThat(failures(report))
                .singleElement()
                .asString()
                .contains("/default/kept is reliable, and the source is to write it as non-reliable");
        assertThat(hazards(report))
                .singleElement()
                .asString()
                .contains("/default/loose is non-reliable, and the source is to write it as reliable");
    }

    @Test
    void failsWhereATopicIsPartitionedAndIsNotToBeOrTheOtherWayRound() throws Exception {
        producer("/default/plain");
        producer("/default/parts", 2);

        CheckReport report =
                check(administrated(), partitioned("/default/plain", 3), ProducerConfig.reliable("/default/parts"));

        assertThat(failures(report)).hasSize(2);
        assertThat(failures(report).get(0))
                .contains("/default/plain exists without partitions", "is to write 3 partition(s)");
        assertThat(failures(report).get(1)).contains("/default/parts exists with 2 partition(s)", "is to write none");
    }

    @Test
    void tellsOfPartitionsThatAreAddedOrLeftOut() throws Exception {
        producer("/default/few", 2);
        producer("/default/many", 4);

        CheckReport report = check(administrated(), partitioned("/default/few", 3), partitioned("/default/many", 3));

        assertThat(report.isOk()).isTrue();
        assertThat(facts(report))
                .anyMatch(fact -> fact.startsWith("/default/few has 2 partition(s)") && fact.contains("it adds"))
                .anyMatch(fact ->
                        fact.startsWith("/default/many has 4 partition(s)") && fact.contains("the others get nothing"));
    }

    @Test
    void warnsOfNamesThatBeginAlike() throws Exception {
        producer(TOPIC + "-dlq");

        CheckReport report = check(
                administrated(),
                ProducerConfig.reliable(TOPIC),
                ProducerConfig.reliable("/default/a"),
                ProducerConfig.reliable("/default/ab"));

        assertThat(report.isOk()).isTrue();
        assertThat(hazards(report)).hasSize(2).allMatch(hazard -> hazard.contains("H1 in danube-broker.md"));
        assertThat(hazards(report).get(0)).contains("/default/a is the beginning of /default/ab");
        assertThat(hazards(report).get(1)).contains(TOPIC + " is the beginning of " + TOPIC + "-dlq");
    }

    @Test
    void tellsWhichSubjectsOfSchemasExist() throws Exception {
        client().schemaRegistry()
                .register(NewSchema.of("texts", SchemaType.STRING, ""))
                .await(5, SECONDS);

        CheckReport known = check(
                SchemaTables.of(TOPIC, "texts", "string").addTo(config("reader")), ProducerConfig.reliable(TOPIC));
        CheckReport fresh = check(
                SchemaTables.of(TOPIC, "fresh", "string").addTo(config("reader")), ProducerConfig.reliable(TOPIC));

        assertThat(facts(known))
                .anyMatch(fact -> fact.contains("subject 'texts' exists, type string, latest version 1"));
        assertThat(fresh.isOk()).isTrue();
        assertThat(facts(fresh))
                .anyMatch(fact -> fact.contains("subject 'fresh' does not exist yet: the source registers it"));
        assertThat(client().schemaRegistry().subjects().await(5, SECONDS)).hasSize(1);
    }

    @Test
    void failsWhereASubjectIsMissingOrOfAnotherTypeAndIsNotToBeRegistered() throws Exception {
        client().schemaRegistry()
                .register(NewSchema.of("texts", SchemaType.STRING, ""))
                .await(5, SECONDS);

        CheckReport missing = check(
                SchemaTables.of(TOPIC, "fresh", "string")
                        .with(SchemaFields.AUTO_REGISTER, false)
                        .addTo(config("reader")),
                ProducerConfig.reliable(TOPIC));
        CheckReport other = check(
                SchemaTables.of(TOPIC, "texts", "bytes")
                        .with(SchemaFields.AUTO_REGISTER, false)
                        .addTo(config("reader")),
                ProducerConfig.reliable(TOPIC));

        assertThat(failures(missing))
                .singleElement()
                .asString()
                .contains("subject 'fresh' does not exist and auto_register is false");
        assertThat(failures(other))
                .singleElement()
                .asString()
                .contains("subject 'texts' has type 'string', schema_type says 'bytes'");
    }
}
