package com.danubemessaging.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The configuration files that people copy are accepted as they stand. */
class ExampleFilesIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final List<JarProcess> started = new ArrayList<>();

    static Stream<Path> files() throws Exception {
        Path examples = FatJar.SOURCE_MQTT
                .path()
                .resolve("../../../../examples/source-mqtt")
                .normalize();
        try (Stream<Path> files = Files.walk(examples)) {
            return files.filter(file -> file.toString().endsWith(".toml")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void theExampleIsValidDownToItsLastKey(Path file) throws Exception {
        JarProcess check = JarProcess.start(
                FatJar.SOURCE_MQTT, "check", folder, Map.of(), "check", "--strict", "--offline", file.toString());
        started.add(check);

        assertThat(check.awaitExit(SOON)).as(String.join("\n", check.out())).isZero();
    }

    @AfterEach
    void stop() throws Exception {
        for (JarProcess process : started) {
            process.close();
        }
    }
}
