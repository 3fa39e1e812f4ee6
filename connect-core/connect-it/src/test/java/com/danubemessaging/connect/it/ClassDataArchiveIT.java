package com.danubemessaging.connect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.danubemessaging.connect.testkit.archive.ClassDataArchive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive that the packaging writes holds what a connector needs, and no connector needs it. */
class ClassDataArchiveIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private record WithArchive(Path archive, Path classes) implements Program {

        @Override
        public String name() {
            return "with-archive";
        }

        @Override
        public List<String> javaArguments() {
            return Stream.concat(
                            Stream.of("-XX:SharedArchiveFile=" + archive, "-Xlog:class+load:file=" + classes),
                            FatJar.SOURCE_MQTT.javaArguments().stream())
                    .toList();
        }
    }

    /** What the build keeps beside the connector's sources for this. */
    private static String tables() throws Exception {
        Path module = FatJar.SOURCE_MQTT.path().getParent().resolveSibling("src");
        return Files.readString(module.resolve("archive").resolve("connector.toml"));
    }

    @Test
    void mostClassesOfAStartComeFromTheArchive() throws Exception {
        Path archive = folder.resolve("archive.jsa");
        Path classes = folder.resolve("classes");
        ClassDataArchive.write(FatJar.SOURCE_MQTT.path(), tables(), archive);

        try (JarProcess describe =
                JarProcess.start(new WithArchive(archive, classes), "describe", folder, Map.of(), "describe")) {
            assertThat(describe.awaitExit(SOON)).isZero();
            assertThat(describe.err()).isEmpty();
        }

        List<String> ours = Files.readAllLines(classes).stream()
                .filter(line -> line.contains("com.danubemessaging.") && !line.contains("Lambda"))
                .toList();
        assertThat(ours).hasSizeGreaterThan(50);
        assertThat(ours.stream().filter(line -> line.contains("shared objects file")))
                .as("of %s", ours)
                .hasSizeGreaterThan(ours.size() * 3 / 4);
    }

    @Test
    void anArchiveThatIsNotThereIsNoReasonNotToStart() throws Exception {
        Path absent = folder.resolve("absent.jsa");

        try (JarProcess describe = JarProcess.start(
                new WithArchive(absent, folder.resolve("classes")), "describe", folder, Map.of(), "describe")) {
            assertThat(describe.awaitExit(SOON)).isZero();
        }
    }

    @Test
    void aConnectorThatDoesNotStartIsNamedWithWhatItWrote() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ClassDataArchive.write(
                        FatJar.SOURCE_MQTT.path(), "[mqtt]\nbroker_port = 99999\n", folder.resolve("none.jsa")))
                .withMessageContaining("mqtt.broker_port");
        assertThat(folder.resolve("none.jsa")).doesNotExist();
    }
}
