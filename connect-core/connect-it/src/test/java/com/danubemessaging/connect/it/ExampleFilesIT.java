package com.danubemessaging.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The configuration files that people copy are accepted as they stand. */
class ExampleFilesIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    /** Files for containers leave the address to the environment. */
    private static final Map<String, String> WHAT_COMPOSE_GIVES =
            Map.of("DANUBE_SERVICE_URL", "http://danube:6650", "WEBHOOK_API_KEY", "not a secret");

    @TempDir
    Path folder;

    private final List<JarProcess> started = new ArrayList<>();

    /** Every TOML file of the examples, and the connector that it is for. */
    static Stream<Arguments> files() throws Exception {
        Path examples =
                FatJar.SOURCE_MQTT.path().resolve("../../../../examples").normalize();
        try (Stream<Path> files = Files.walk(examples)) {
            return files
                    .filter(file -> file.toString().endsWith(".toml"))
                    .map(examples::relativize)
                    .filter(file -> !file.toString().contains("target/")
                            && !file.toString().contains("src/"))
                    .map(file -> Arguments.of(file.toString(), program(file), examples.resolve(file)))
                    .toList()
                    .stream();
        }
    }

    /** The file has the name of a connector, or the folder of the example has. */
    private static FatJar program(Path file) {
        String folder = constant(file.getName(0).toString());
        String own = constant(file.getFileName().toString().replace(".toml", ""));
        return Arrays.stream(FatJar.values())
                .filter(each -> each.name().equals(own))
                .findFirst()
                .orElseGet(() -> FatJar.valueOf(folder));
    }

    private static String constant(String connector) {
        return connector.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** Folders of applications have no file of their own; the others must not be forgotten. */
    @Test
    void everyExampleOfAConnectorHasAFile() throws Exception {
        assertThat(files().map(arguments -> arguments.get()[1])).contains((Object[]) FatJar.values());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void theExampleIsValidDownToItsLastKey(String name, FatJar connector, Path file) throws Exception {
        JarProcess check = JarProcess.start(
                connector, "check", folder, WHAT_COMPOSE_GIVES, "check", "--strict", "--offline", file.toString());
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
