package com.danubemessaging.connect.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.embedded.model.DispatchMode;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What people get wrong: one sentence that names the key or the topic and says what to do, exit code 1, no stack trace,
 * and no process that hangs.
 */
class BadInputIT extends PipelineTest {

    /** Most of it is the start of a JVM on a loaded machine; a hang would last for ever. */
    private static final Duration SOON = Duration.ofSeconds(15);

    /**
     * One mistake.
     *
     * @param what it is
     * @param edit makes it in a file that is right
     * @param words that the sentence must have
     */
    record Mistake(String what, UnaryOperator<String> edit, List<String> words) {

        @Override
        public String toString() {
            return what;
        }
    }

    private static Mistake replaced(String what, String right, String wrong, String... words) {
        return new Mistake(
                what,
                text -> {
                    assertThat(text).contains(right);
                    return text.replace(right, wrong);
                },
                List.of(words));
    }

    private static Mistake added(String what, String lines, String... words) {
        return new Mistake(what, text -> text + lines, List.of(words));
    }

    static Stream<Mistake> mistakes() {
        return Stream.of(
                replaced("broken TOML", "[mqtt]", "[mqtt", "bad.toml", "line 8"),
                replaced("a wrong type", "broker_port = ", "broker_port = \"1883\" # ", "mqtt.broker_port"),
                replaced("no name", "connector_name = ", "# ", "connector_name"),
                replaced("an empty name", "\"127.0.0.1\"\nbroker", "\"\"\nbroker", "mqtt.broker_host"),
                replaced("an illegal filter", "fleet/#", "fleet/#/d0", "mqtt.routes[0].from", "fleet/#/d0"),
                replaced("an illegal topic", "/default/fleet", "fleet", "mqtt.routes[0].to", "/namespace/topic"),
                added(
                        "routes that contradict each other",
                        SourceToml.route("other/#", SourceToml.TOPIC, "reliable_dispatch = false"),
                        "mqtt.routes[1].reliable_dispatch",
                        SourceToml.TOPIC,
                        "alike"),
                added(
                        "a schema that nobody can read",
                        "[[schemas]]\ntopic = \"/default/fleet\"\nsubject = \"fleet\"\nschema_type = \"avro\"\nschema_file = \"/no/such/fleet.avsc\"\n",
                        "/no/such/fleet.avsc",
                        "correct"));
    }

    private JarProcess start(String toml, Map<String, String> environment) throws Exception {
        Path file = Files.writeString(folder.resolve("bad.toml"), toml);
        Map<String, String> all = new HashMap<>(environment);
        all.putIfAbsent("CONNECTOR_CONFIG_PATH", file.toString());
        return closedLater(JarProcess.start(FatJar.SOURCE_MQTT, "source", folder, all));
    }

    private void assertEndsWithOneSentence(JarProcess process, String... words) throws Exception {
        assertThat(process.awaitExit(SOON)).as("exit code").isEqualTo(1);
        process.assertNoStackTrace();
        // A file may have several problems: then a heading comes before the sentences.
        assertThat(process.err()).as("standard error").hasSizeBetween(1, 2);
        assertThat(String.join(" ", process.err())).startsWith("Error: ").contains(words);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeInTheFileIsNamed(Mistake mistake) throws Exception {
        String toml = mistake.edit().apply(sourceToml().text(folder));

        assertEndsWithOneSentence(start(toml, Map.of()), mistake.words().toArray(String[]::new));
    }

    @Test
    void aMissingFileIsNamed() throws Exception {
        assertEndsWithOneSentence(
                start("", Map.of("CONNECTOR_CONFIG_PATH", "/nowhere/connector.toml")), "/nowhere/connector.toml");
    }

    @Test
    void anEmptyAddressInTheEnvironmentIsNamed() throws Exception {
        String toml = sourceToml().text(folder);

        assertEndsWithOneSentence(start(toml, Map.of("DANUBE_SERVICE_URL", "")), "danube_service_url", "empty");
    }

    @Test
    void anUnknownKeyIsWarnedAboutAndTheConnectorStarts() throws Exception {
        Stage source =
                startSource(sourceToml().withMqttLines("brocker_prt = 1883")).awaitReady();

        assertThat(source.process().out())
                .filteredOn(line -> line.contains("mqtt.brocker_prt"))
                .singleElement()
                .satisfies(line -> assertThat(line).contains(" WARN ").contains("broker_port"));
    }

    @Test
    void aTakenMetricsPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            SourceToml toml = new SourceToml(
                    danube.serviceUrl(), mosquitto.port(), taken.getLocalPort(), "", SourceToml.FLEET_ROUTE);

            assertEndsWithOneSentence(
                    start(toml.text(folder), Map.of()),
                    "processing.metrics_port",
                    Integer.toString(taken.getLocalPort()));
        }
    }

    @Test
    void aTopicOfTheOtherDispatchModeIsNamed() throws Exception {
        danube.createTopic(SourceToml.TOPIC, DispatchMode.NON_RELIABLE).await(10, SECONDS);

        assertEndsWithOneSentence(
                start(sourceToml().text(folder), Map.of()), SourceToml.TOPIC, "another dispatch strategy");
    }

    @Test
    void wrongCredentialsAreNamedButNotShown() throws Exception {
        mosquitto.stop();
        MosquittoProcess guarded = closedLater(MosquittoProcess.prepare(
                folder, "allow_anonymous false\npassword_file " + PasswordFile.write(folder, "fleet", "right")));
        guarded.start();
        SourceToml toml = new SourceToml(
                danube.serviceUrl(),
                guarded.port(),
                Ports.free(),
                "username = \"fleet\"\npassword = \"wr0ng-s3cret\"",
                SourceToml.FLEET_ROUTE);

        JarProcess process = start(toml.text(folder), Map.of());

        assertEndsWithOneSentence(process, "mqtt.username", "mqtt.password");
        assertThat(process.toString()).doesNotContain("wr0ng-s3cret");
    }

    @Test
    void theRightCredentialsFromTheEnvironmentAreTaken() throws Exception {
        mosquitto.stop();
        MosquittoProcess guarded = closedLater(MosquittoProcess.prepare(
                folder, "allow_anonymous false\npassword_file " + PasswordFile.write(folder, "fleet", "right")));
        guarded.start();
        int port = Ports.free();
        SourceToml toml = new SourceToml(danube.serviceUrl(), guarded.port(), port, "", SourceToml.FLEET_ROUTE);

        start(toml.text(folder), Map.of("MQTT_USERNAME", "fleet", "MQTT_PASSWORD", "right"));

        AdminPage page = new AdminPage(port);
        waiting("the source is ready", JarProcess.PATIENCE).until(page::isReady);
    }
}
