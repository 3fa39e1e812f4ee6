package com.danubemessaging.connect.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.it.deploy.HelmChart.Resources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A sink that is one pod at a time is told so, and can notice what the broker skips on a Shared subscription. */
class HelmSoleReaderIT {

    private static final String VARIABLE = "DANUBE_SOLE_READER";

    @TempDir
    Path folder;

    @Test
    void onePodAtATimeReadsAlone() throws Exception {
        assertThat(HelmChart.withValues().environment(VARIABLE)).hasValue("true");
        assertThat(HelmChart.withValues("statefulSet.enabled=true").environment(VARIABLE))
                .hasValue("true");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "two pods                              | replicaCount=2",
                "two pods of a StatefulSet             | replicaCount=2,statefulSet.enabled=true",
                "two for a moment, in a rolling update | strategy.type=RollingUpdate",
                "a file that the chart cannot see      | config.existingConfigMap=mine"
            })
    void whatMayReadWithOthersDoesNot(String what, String values) throws Exception {
        assertThat(HelmChart.withValues(values).environment(VARIABLE)).isEmpty();
    }

    /** The environment wins over the file, so it must not be there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[danube]\nsole_reader = false\n",
                "danube.sole_reader = false\n",
                "danube = { on_gap = \"stop\", sole_reader = false }\n"
            })
    void theFileIsNotOverruled(String toml) throws Exception {
        Path file = Files.writeString(folder.resolve("connector.toml"), "connector_name = \"x\"\n" + toml);

        Resources resources =
                HelmChart.resources(List.of("--set", "image.repository=x", "--set-file", "config.inline=" + file));

        assertThat(resources.environment(VARIABLE)).isEmpty();
    }

    @Test
    void whatTheValuesSayStands() throws Exception {
        assertThat(HelmChart.withValues("env.DANUBE_SOLE_READER=false").environment(VARIABLE))
                .hasValue("false");
        assertThat(HelmChart.withValues("extraEnv[0].name=DANUBE_SOLE_READER", "extraEnv[0].value=never")
                        .container()
                        .getJsonArray("env")
                        .encode()
                        .split(VARIABLE, -1))
                .as("one variable of that name")
                .hasSize(2);
    }

    /** The name, in other words, is one that connectors know. */
    @Test
    void aSinkUnderstandsTheVariable() throws Exception {
        Path toml = Files.writeString(
                folder.resolve("connector.toml"), Repository.text("examples/hello-sink/config/minimal.toml"));
        List<String> words = new ArrayList<>(List.of(Java.PROGRAM, "-jar"));
        words.add(Repository.fatJar("hello-sink").orElseThrow().toString());
        words.addAll(List.of("check", "--offline", toml.toString()));

        assertThat(Command.of(words).with(Map.of(VARIABLE, "true")).run(folder).exitCode())
                .isZero();
        Command.Result wrong =
                Command.of(words).with(Map.of(VARIABLE, "perhaps")).run(folder);
        assertThat(wrong.exitCode()).as(wrong.output()).isNotZero();
        assertThat(wrong.output()).contains("danube.sole_reader");
    }
}
