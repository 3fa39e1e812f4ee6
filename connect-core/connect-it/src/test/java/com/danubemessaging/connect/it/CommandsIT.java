package com.danubemessaging.connect.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The commands of the jar that move no data. */
class CommandsIT extends PipelineTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private JarProcess run(String... arguments) throws Exception {
        return closedLater(JarProcess.start(FatJar.SOURCE_MQTT, "command", folder, Map.of(), arguments));
    }

    private String file(SourceToml toml) throws Exception {
        return Files.writeString(folder.resolve("checked.toml"), toml.text(folder))
                .toString();
    }

    private static String text(JarProcess process) {
        return String.join("\n", process.out());
    }

    @Test
    void checkProvesBothEndsAndLeavesNothingBehind() throws Exception {
        JarProcess check = run("check", file(sourceToml()));

        assertThat(check.awaitExit(SOON)).isZero();
        assertThat(text(check))
                .contains("ok    configuration")
                .contains("ok    danube")
                .contains("ok    source-mqtt")
                .contains("all 3 checks passed");
        assertThat(danube.topics().await(10, SECONDS)).isEmpty();
    }

    @Test
    void checkNamesWhatDoesNotAnswer() throws Exception {
        SourceToml toml = sourceToml();
        danube.stopListening().await(10, SECONDS);
        mosquitto.stop();

        JarProcess check = run("check", file(toml));

        assertThat(check.awaitExit(SOON)).isEqualTo(1);
        assertThat(check.out())
                .anyMatch(line -> line.contains("FAIL  danube") && line.contains(danube.serviceUrl()))
                .anyMatch(line -> line.contains("FAIL  source-mqtt") && line.contains("127.0.0.1:" + mosquitto.port()))
                .anyMatch(line -> line.contains("2 of 3 checks failed"));
        check.assertNoStackTrace();
    }

    @Test
    void aStrictCheckFailsForAnUnknownKey() throws Exception {
        JarProcess check =
                run("check", "--strict", "--offline", file(sourceToml().withMqttLines("brocker_prt = 1")));

        assertThat(check.awaitExit(SOON)).isEqualTo(1);
        assertThat(text(check)).contains("FAIL  configuration").contains("mqtt.brocker_prt");
    }

    @Test
    void describeWritesAFileThatTheCheckAccepts() throws Exception {
        JarProcess describe = run("describe", "--format", "toml-full");
        assertThat(describe.awaitExit(SOON)).isZero();
        Path written = Files.writeString(folder.resolve("written.toml"), text(describe));

        JarProcess check = run("check", "--strict", "--offline", written.toString());

        assertThat(check.awaitExit(SOON)).as(text(check)).isZero();
    }

    @Test
    void describeWritesAJsonSchemaWithTheConnectorsKeys() throws Exception {
        JarProcess describe = run("describe", "--format", "json-schema");

        assertThat(describe.awaitExit(SOON)).isZero();
        JsonObject schema = new JsonObject(text(describe));
        assertThat(schema.getJsonObject("properties").fieldNames()).contains("danube_service_url", "mqtt");
    }
}
