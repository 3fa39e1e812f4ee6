package com.danubemessaging.connect.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.launcher.CommandTester.Result;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that ends before a connector starts. */
class CommandLineTest {

    private final CommandTester tester = new CommandTester();

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("connector.toml"), text);
    }

    @Test
    void withoutAFileAndVariablesTheVariableIsNamed() {
        Result result = tester.run();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("Error: environment (no file: CONNECTOR_CONFIG_PATH is not set): 2 problems:")
                .contains("danube_service_url")
                .contains("connector_name");
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = folder.resolve("missing.toml");

        for (Result result : new Result[] {
            tester.run(missing.toString()),
            tester.run("run", "--config", missing.toString()),
            new CommandTester()
                    .environment("CONNECTOR_CONFIG_PATH", missing.toString())
                    .run()
        }) {
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.err()).startsWith("Error: " + missing + ": no such file");
        }
    }

    @Test
    void brokenTomlIsReportedWithFileAndLine() throws IOException {
        Path broken = file("connector_name = \"a\"\nticker = [\n");

        Result result = tester.run(broken.toString());

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).startsWith("Error: " + broken).containsPattern("line \\d");
        assertThat(result.err()).doesNotContain("\tat ");
    }

    @Test
    void problemsOfAllTablesAreListedTogether() throws IOException {
        Path wrong = file("connector_name = \"a\"\ndanube_service_url = \"\"\n[ticker]\nfault = \"sometimes\"\n");

        Result result = tester.run(wrong.toString());

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains("2 problems")
                .contains("danube_service_url")
                .contains("ticker.fault");
    }

    @Test
    void theUsualFileIsReadWhenNobodyNamesOne() throws IOException {
        Path usual = file("connector_name = 7\n");

        Result result = tester.usualConfigFile(usual).run();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).startsWith("Error: " + usual).contains("connector_name");
    }

    @Test
    void twoFilesAreTooMany() {
        Result result = tester.run("a.toml", "--config", "b.toml");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .isEqualToIgnoringNewLines(
                        "Error: two configuration files are given, --config b.toml and a.toml; leave one of them");
    }

    @Test
    void anUnknownOptionIsAWrongCommandLine() {
        Result result = tester.run("--cofnig", "a.toml");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--cofnig").contains("See danube-connect run --help");
    }

    @ParameterizedTest
    @CsvSource({
        "--instances 2, '--instances 2 is refused: a connector of one name runs once in a process'",
        "-instances 0, '--instances 0 is refused'",
        "--worker, 'the runtime decides on which threads a connector runs'",
        "-vt, 'the runtime decides on which threads a connector runs'",
        "--deployment-options {}, 'the runtime decides on which threads a connector runs'",
        "-conf {}, '--conf is refused: a connector reads a TOML file; name it with --config'",
        "--options nonsense, '--options must be a JSON object or a file that holds one'",
        "--options {\"workerPoolSize\":0}, '--options: '",
        "--options {\"metricsOptions\":7}, '--options: metricsOptions must be a JSON object'"
    })
    void flagsOfVertxThatDoNotFitAreRefusedWithTheReason(String flags, String sentence) {
        Result result = tester.run(flags.split(" "));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).startsWith("Error: ").contains(sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--instances 1", "--OPTIONS {}", "--cluster-port 5000", "-vertx-options {\"workerPoolSize\":4}"})
    void flagsOfVertxThatFitAreTaken(String flags) {
        Result result = tester.run(flags.split(" "));

        // It goes on to the configuration, of which there is none.
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("CONNECTOR_CONFIG_PATH is not set");
    }

    @Test
    void theHelpOfEachCommandIsAnAnswer() {
        assertThat(tester.run("--help").code()).isZero();
        assertThat(tester.run("--help").out()).contains("run", "check", "describe", "Exit codes: 0 done");
        assertThat(tester.run("run", "-h").out()).contains("--config", "--options", "-Dvertx.options.");
        assertThat(tester.run("run", "-h").out()).doesNotContain("--instances");
        assertThat(tester.run("check", "-help").out()).contains("--strict", "--offline");
        assertThat(tester.run("describe", "--help").out()).contains("json-schema");
    }

    @Test
    void theVersionNamesTheConnectorsAndTheApi() {
        Result result = tester.run("--version");

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("source-ticker 1.2.3 (connector API 1.0)")
                .contains("Danube Connect ")
                .contains("Java " + Runtime.version());
    }

    @Test
    void describeWritesATable() {
        Result result = tester.run("describe");

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("ticker.topic").contains("danube_service_url");
    }

    @Test
    void describeWritesAJsonSchema() {
        Result result = tester.run("describe", "--format", "json-schema");

        assertThat(result.code()).isZero();
        JsonObject schema = new JsonObject(result.out());
        assertThat(schema.getString("$schema")).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.getJsonObject("properties").fieldNames()).contains("ticker", "danube_service_url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"toml", "toml-full"})
    void theSampleFilesThatDescribeWritesPassTheCheck(String format) throws IOException {
        Result sample = tester.run("describe", "--format", format);
        assertThat(sample.code()).isZero();

        Result check =
                tester.run("check", "--strict", "--offline", file(sample.out()).toString());

        assertThat(check.out()).contains("ok    configuration  every key is valid");
        assertThat(check.code()).isZero();
    }

    @Test
    void anUnknownFormatIsAWrongCommandLine() {
        Result result = tester.run("describe", "--format", "yaml");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("'yaml' is not one of table, json-schema, toml, toml-full");
    }
}
