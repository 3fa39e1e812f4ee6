package com.danubemessaging.connect.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.danubemessaging.connect.it.deploy.Command.Result;
import com.danubemessaging.embedded.EmbeddedDanube;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;
import io.vertx.mqtt.MqttTopicSubscription;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java runtime of an image carries a connector from its start to its end. */
class RuntimeImageIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Map<String, String> ARCHIVE_OR_NOTHING = Map.of("JAVA_OPTS", "-Xshare:on");

    @TempDir
    static Path folder;

    private static Vertx vertx;
    private static EmbeddedDanube danube;
    private static MqttServer mqtt;
    private static ImageFolder image;

    @BeforeAll
    static void makeImageAndBroker() throws Exception {
        image = ImageFolder.make(folder.resolve("image"), "source-mqtt");
        vertx = Vertx.vertx();
        danube = EmbeddedDanube.start(vertx, new EmbeddedDanubeOptions()).await(10, TimeUnit.SECONDS);
        mqtt = MqttServer.create(vertx, new MqttServerOptions().setPort(0).setHost("127.0.0.1"))
                .endpointHandler(RuntimeImageIT::welcome)
                .listen()
                .await(10, TimeUnit.SECONDS);
    }

    /** An MQTT broker that has nothing to say. */
    private static void welcome(MqttEndpoint client) {
        client.subscribeHandler(subscribe -> client.subscribeAcknowledge(
                subscribe.messageId(),
                subscribe.topicSubscriptions().stream()
                        .map(MqttTopicSubscription::qualityOfService)
                        .toList()));
        client.accept(false);
    }

    @AfterAll
    static void stop() {
        if (vertx != null) {
            vertx.close().await();
        }
    }

    private static Path config(int port) throws Exception {
        return Files.writeString(
                folder.resolve("connector.toml"),
                """
                connector_name = "in-an-image"

                [processing]
                metrics_port = %d

                [mqtt]
                broker_host = "127.0.0.1"
                broker_port = %d
                client_id = "in-an-image"

                [[mqtt.routes]]
                from = "image/#"
                to = "/default/image"
                """
                        .formatted(port, mqtt.actualPort()));
    }

    /** Without a folder for temporary files, as on a read-only root file system. */
    @Test
    void aConnectorBecomesReadyOnItAndEndsWell() throws Exception {
        int port = LocalPort.free();
        Path log = folder.resolve("connector.log");
        Process connector = image.program(Map.of(
                        "CONNECTOR_CONFIG_PATH",
                        config(port).toString(),
                        "DANUBE_SERVICE_URL",
                        danube.serviceUrl(),
                        "JAVA_OPTS",
                        "-Xshare:on -Djava.io.tmpdir=/nonexistent"))
                .start(Path.of("/"), log);
        try {
            await("ready").atMost(SOON).until(() -> new Page(port).isReady() || !connector.isAlive());
            assertThat(connector.isAlive()).as(Files.readString(log)).isTrue();
            Result live = Command.of(ImageFolder.script("danube-connect-live"))
                    .with("HEALTH_PORT", Integer.toString(port))
                    .run(folder);
            assertThat(live.exitCode()).as(live.output()).isZero();

            // The process that was started is the JVM itself: the signal needs nobody to pass it on.
            connector.destroy();
            assertThat(connector.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            connector.destroyForcibly();
        }
        assertThat(connector.exitValue()).as(Files.readString(log)).isZero();
    }

    @Test
    void theHealthCheckFailsWhereNothingListens() throws Exception {
        Result live = Command.of(ImageFolder.script("danube-connect-live"))
                .with("HEALTH_PORT", Integer.toString(LocalPort.free()))
                .run(folder);

        assertThat(live.exitCode()).isNotZero();
    }

    @Test
    void theArchiveFitsTheJarAndTheRuntime() throws Exception {
        assertThat(image.program(ARCHIVE_OR_NOTHING, "--version").run(folder).orFail())
                .contains("source-mqtt");
    }

    /** An older JVM does not know the option, and then its image is made without. */
    @Test
    void memoryThatMallocKeepsIsGivenBack() throws Exception {
        String flags = Command.of(
                        image.home().resolve("runtime/bin/java").toString(), "-XX:+PrintFlagsFinal", "-version")
                .run(folder)
                .orFail();

        assertThat(flags.lines().filter(line -> line.contains("TrimNativeHeapInterval")))
                .allSatisfy(line -> assertThat(line).contains(" 2000 "));
    }

    /** The last step of the Dockerfile can fail, in other words. */
    @Test
    void anArchiveOfAnotherJarIsNoticedByTheBuildAndNotByPeople() throws Exception {
        Path jar = image.home().resolve("connector.jar");
        FileTime time = Files.getLastModifiedTime(jar);
        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-01-02T00:00:00Z")));
        try {
            assertThat(image.program(ARCHIVE_OR_NOTHING, "--version")
                            .run(folder)
                            .exitCode())
                    .isNotZero();
            assertThat(image.program(Map.of(), "--version").run(folder).orFail())
                    .startsWith("source-mqtt");
        } finally {
            Files.setLastModifiedTime(jar, time);
        }
    }

    @Test
    void theUsualFileIsTakenUnlessAnotherIsNamed() throws Exception {
        Path usual = Files.writeString(folder.resolve("usual.toml"), "connector_name = 1\n");
        Path named = Files.writeString(folder.resolve("named.toml"), "connector_name = 2\n");
        String variable = "DANUBE_CONNECT_DEFAULT_CONFIG";

        assertThat(image.program(Map.of(variable, usual.toString()), "check", "--offline")
                        .run(folder)
                        .output())
                .contains("usual.toml");
        assertThat(image.program(
                                Map.of(variable, usual.toString(), "CONNECTOR_CONFIG_PATH", named.toString()),
                                "check",
                                "--offline")
                        .run(folder)
                        .output())
                .contains("named.toml")
                .doesNotContain("usual.toml");
    }

    @Test
    void anUnknownConnectorIsAnsweredWithTheKnownOnes() throws Exception {
        Result result = Command.of(ImageFolder.script("module"), "sink-nothing").run(folder);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains("sink-nothing", "source-mqtt", "hello-sink", "hello-source");
    }
}
