package com.danubemessaging.connect.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.api.config.ConfigField.Shape;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.source.mqtt.MqttSourceProvider;
import com.danubemessaging.connect.testkit.security.PemPair;
import com.danubemessaging.connect.testkit.security.TestAuthority;
import com.danubemessaging.embedded.BrokerTokens;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import com.danubemessaging.embedded.model.BrokerTls;
import com.danubemessaging.embedded.model.DispatchMode;
import com.danubemessaging.vertx.client.DanubeClientOptions;
import com.danubemessaging.vertx.client.Message;
import com.danubemessaging.vertx.client.TlsOptions;
import io.vertx.mqtt.MqttClientOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Secrets do their work and show nowhere: not in logs down to the finest, pages, dead letters, answers or errors. */
class SecretsIT extends PipelineTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String BROKER_SECRET = "canary-of-the-broker";
    private static final String PASSWORD = "canary-of-mqtt";

    private final String token = token(Duration.ofHours(1));
    private final String expiredToken = token(Duration.ofMinutes(-5));
    private final List<String> keyLines = new ArrayList<>();
    private TestAuthority authority;
    private MosquittoProcess guarded;

    private static String token(Duration validity) {
        return BrokerTokens.issue(BROKER_SECRET, "tester", validity);
    }

    @Override
    EmbeddedDanubeOptions danubeOptions() throws Exception {
        authority = new TestAuthority(folder, "ours");
        PemPair server = authority.issue();
        return super.danubeOptions()
                .setTls(new BrokerTls(server.certificate(), server.key()))
                .setTokenSecret(BROKER_SECRET);
    }

    @BeforeEach
    void guardMosquitto() throws Exception {
        mosquitto.stop();
        guarded = closedLater(MosquittoProcess.prepare(
                folder, "allow_anonymous false\npassword_file " + PasswordFile.write(folder, "fleet", PASSWORD)));
        guarded.start();
    }

    /** What stands in every secret key of this test, or would betray it. */
    private List<String> canaries() {
        return Stream.concat(
                        Stream.of(PASSWORD, BROKER_SECRET, signature(token), signature(expiredToken)),
                        keyLines.stream())
                .toList();
    }

    private static String signature(String webToken) {
        return webToken.substring(webToken.lastIndexOf('.') + 1);
    }

    private Path sourceFile(int metricsPort) throws Exception {
        Path schema = Files.writeString(
                folder.resolve("fleet.avsc"),
                """
                {"type": "record", "name": "Fleet", "fields": [{"name": "n", "type": "int"}]}
                """);
        SourceToml toml = new SourceToml(
                danube.serviceUrl(), guarded.port(), metricsPort, "username = \"fleet\"", SourceToml.FLEET_ROUTE);
        return Files.writeString(
                folder.resolve("secret-source.toml"),
                toml.text(folder)
                        + """
                        [danube]
                        tls_ca_file = "%s"
                        token = "${env:SOME_TOKEN}"

                        [[schemas]]
                        topic = "%s"
                        subject = "fleet"
                        schema_type = "avro"
                        schema_file = "%s"
                        avro_encoding = "binary"
                        """
                                .formatted(authority.certificate(), SourceToml.TOPIC, schema));
    }

    private JarProcess start(FatJar jar, String name, String shown, String... arguments) throws Exception {
        Map<String, String> environment = new HashMap<>();
        environment.put("SOME_TOKEN", shown);
        environment.put("DANUBE_TOKEN", shown);
        environment.put("DANUBE_TLS_CA_FILE", authority.certificate().toString());
        environment.put("MQTT_PASSWORD", PASSWORD);
        environment.put("LOG_LEVEL", "trace");
        return closedLater(JarProcess.start(jar, name, folder, environment, arguments));
    }

    private void assertClean(String what, String text) {
        assertThat(text).as(what).isNotEmpty();
        for (String canary : canaries()) {
            assertThat(text.contains(canary))
                    .as("%s shows the secret %s", what, canary)
                    .isFalse();
        }
    }

    private void assertClean(JarProcess process, String what) {
        assertClean(what, String.join("\n", process.out()) + "\n" + String.join("\n", process.err()) + "\n.");
    }

    @Test
    void everySecretKeyIsAmongThoseThatThisTestFills() {
        assertThat(Stream.concat(CoreFields.SPEC.fields().stream(), new MqttSourceProvider().spec().fields().stream())
                        .filter(field -> field.shape() == Shape.SECRET)
                        .map(ConfigField::key))
                .containsExactlyInAnyOrder("danube.token", "mqtt.password");
    }

    @Test
    void aRunWithDeadLettersShowsNoSecret() throws Exception {
        String deadLetters = SourceToml.DEAD_LETTER_TOPIC;
        danube.createTopic(deadLetters, DispatchMode.RELIABLE).await(10, SECONDS);
        DanubeClientOptions options = new DanubeClientOptions()
                .setServiceUrl(danube.serviceUrl())
                .setToken(token)
                .setTls(new TlsOptions().setCaFile(authority.certificate().toString()));
        DeadLetterReader letters = closedLater(DeadLetterReader.open(vertx, options, deadLetters));
        AdminPage sourcePage = new AdminPage(Ports.free());
        JarProcess source = start(
                FatJar.SOURCE_MQTT,
                "source",
                token,
                sourceFile(sourcePage.port()).toString());
        waiting("the source is ready", JarProcess.PATIENCE).until(sourcePage::isReady);
        SinkToml sinkToml = new SinkToml(danube.serviceUrl(), Ports.free(), output());
        Path sinkFile = Files.writeString(folder.resolve("secret-sink.toml"), sinkToml.text(folder));
        JarProcess sink = start(FatJar.HELLO_SINK, "sink", token, sinkFile.toString());
        AdminPage sinkPage = new AdminPage(sinkToml.metricsPort());
        waiting("the sink is ready", JarProcess.PATIENCE).until(sinkPage::isReady);
        Publisher device = closedLater(Publisher.connect(
                vertx,
                guarded.port(),
                new MqttClientOptions().setUsername("fleet").setPassword(PASSWORD)));

        device.publish("fleet/1", "{\"n\": 1}");
        device.publish("fleet/1", "not an object");
        waiting("the dead letter", SOON).until(() -> !letters.messages().isEmpty());
        waiting("the record", SOON)
                .until(() ->
                        Files.exists(output()) && !Files.readString(output()).isEmpty());

        for (AdminPage page : List.of(sourcePage, sinkPage)) {
            for (String path : List.of("/metrics", "/health", "/live", "/ready")) {
                assertClean(path, page.text(path));
            }
        }
        for (Message letter : letters.messages()) {
            assertClean(
                    "the dead letter", letter.attributes() + letter.payload().toString());
        }
        source.signal(Signal.TERM);
        sink.signal(Signal.TERM);
        assertThat(source.awaitExit(SOON)).isZero();
        assertThat(sink.awaitExit(SOON)).isZero();
        assertClean(source, "the log of the source");
        assertClean(sink, "the log of the sink");
    }

    /** The same secrets, each in a file: token, password and private key. */
    private Path sourceFileWithSecretsInFiles(int metricsPort) throws Exception {
        Path tokenFile = Files.writeString(folder.resolve("token"), token);
        Path passwordFile = Files.writeString(folder.resolve("password"), PASSWORD);
        PemPair client = authority.issue();
        Files.readAllLines(client.key()).stream()
                .filter(line -> !line.startsWith("-----") && line.length() > 20)
                .forEach(keyLines::add);
        SourceToml toml = new SourceToml(
                danube.serviceUrl(),
                guarded.port(),
                metricsPort,
                "username = \"fleet\"\npassword = \"${file:%s}\"".formatted(passwordFile),
                SourceToml.FLEET_ROUTE);
        return Files.writeString(
                folder.resolve("files-source.toml"),
                toml.text(folder)
                        + """
                        [danube]
                        tls_ca_file = "%s"
                        tls_cert_file = "%s"
                        tls_key_file = "%s"
                        token_file = "%s"
                        """
                                .formatted(authority.certificate(), client.certificate(), client.key(), tokenFile));
    }

    @Test
    void secretsInFilesShowNowhereEither() throws Exception {
        AdminPage page = new AdminPage(Ports.free());
        String file = sourceFileWithSecretsInFiles(page.port()).toString();
        assertThat(keyLines).as("what the private key consists of").isNotEmpty();
        Map<String, String> environment = Map.of("LOG_LEVEL", "trace");

        JarProcess source = closedLater(JarProcess.start(FatJar.SOURCE_MQTT, "files", folder, environment, file));
        waiting("the source is ready", JarProcess.PATIENCE).until(page::isReady);
        for (String path : List.of("/metrics", "/health", "/live", "/ready")) {
            assertClean(path, page.text(path));
        }
        source.signal(Signal.TERM);
        assertThat(source.awaitExit(SOON)).isZero();
        assertClean(source, "the log of a source with secrets in files");

        JarProcess check =
                closedLater(JarProcess.start(FatJar.SOURCE_MQTT, "files-check", folder, environment, "check", file));
        assertThat(check.awaitExit(SOON)).isZero();
        assertClean(check, "a check with secrets in files");
        Files.writeString(folder.resolve("token"), "not-a-token-" + BROKER_SECRET);
        Files.writeString(folder.resolve("password"), PASSWORD + "-of-somebody-else");
        JarProcess refused =
                closedLater(JarProcess.start(FatJar.SOURCE_MQTT, "files-refused", folder, environment, "check", file));
        assertThat(refused.awaitExit(SOON)).isEqualTo(1);
        assertClean(refused, "a refused check with secrets in files");
    }

    @Test
    void refusedCredentialsShowNoSecretInErrorsAndChecks() throws Exception {
        String file = sourceFile(Ports.free()).toString();

        JarProcess refused = start(FatJar.SOURCE_MQTT, "refused", expiredToken, file);
        assertThat(refused.awaitExit(SOON)).isEqualTo(1);
        assertThat(String.join(" ", refused.err())).contains("the token expired at");
        assertClean(refused, "the log of a refused start");

        JarProcess check = start(FatJar.SOURCE_MQTT, "check", expiredToken, "check", file);
        assertThat(check.awaitExit(SOON)).isEqualTo(1);
        assertThat(check.out())
                .anyMatch(line -> line.contains("FAIL  danube") && line.contains("the token expired at"));
        assertClean(check, "a check");

        JarProcess describe = start(FatJar.SOURCE_MQTT, "describe", token, "describe", "--format", "toml-full");
        assertThat(describe.awaitExit(SOON)).isZero();
        assertClean(describe, "describe");
    }
}
