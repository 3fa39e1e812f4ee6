package com.danubemessaging.connect.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.danubemessaging.connect.it.deploy.ComposeFile.Mount;
import com.danubemessaging.connect.it.deploy.ComposeFile.Service;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.OutputUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the compose files name is there, and connectors take what is mounted into them. */
class ComposeFilesIT {

    @TempDir
    Path folder;

    static Stream<ComposeFile> files() throws IOException {
        List<ComposeFile> files = new ArrayList<>();
        for (String parent : List.of("docker", "examples")) {
            for (Path file : Repository.files(parent, "compose.yaml")) {
                files.add(ComposeFile.read(file));
            }
        }
        return files.stream();
    }

    /** Every service with a connector, and its file; each configuration once. */
    static Stream<Arguments> connectors() throws IOException {
        List<Arguments> connectors = new ArrayList<>();
        Set<Path> configs = new HashSet<>();
        for (ComposeFile file : files().toList()) {
            for (Service service : file.services()) {
                if (service.connector().isPresent() && configs.add(config(service))) {
                    connectors.add(Arguments.of(file.toString(), service.name(), service));
                }
            }
        }
        return connectors.stream();
    }

    @Test
    void everyExampleOfAConnectorHasAComposeFile() throws IOException {
        assertThat(files().map(ComposeFile::toString))
                .contains(
                        "docker/compose.yaml",
                        "examples/source-mqtt/compose.yaml",
                        "examples/source-webhook/compose.yaml",
                        "examples/hello-sink/compose.yaml",
                        "examples/hello-source/compose.yaml");
    }

    static Stream<Path> paths() throws IOException {
        List<Path> paths = new ArrayList<>(Repository.files("examples", "compose.yaml"));
        paths.add(Repository.file("docker/compose.yaml"));
        paths.add(Repository.file("docker/services.yaml"));
        return paths.stream();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void theSpecificationOfComposeAllowsIt(Path path) throws IOException {
        OutputUnit verdict = ComposeSchema.judge(Yaml.read(path));

        assertThat(verdict.getValid()).as("%s", verdict.getErrors()).isTrue();
    }

    /** A wrong key is noticed, in other words. */
    @Test
    void theSpecificationRefusesAKeyThatDoesNotExist() throws IOException {
        JsonObject file = Yaml.read(Repository.file("docker/services.yaml"));
        file.getJsonObject("services").getJsonObject("connector").put("mem_limits", "512m");

        assertThat(ComposeSchema.judge(file).getValid()).isFalse();
    }

    @Test
    void aMisspelledConnectorIsAMistake() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> FatJars.orSkip("source-mqqt"))
                .withMessageContaining("source-mqqt");
    }

    @ParameterizedTest
    @MethodSource("files")
    void whatIsMountedExists(ComposeFile file) throws IOException {
        for (Service service : file.services()) {
            for (Mount mount : service.mounts()) {
                if (mount.isNamed()) {
                    assertThat(file.volumes()).as("%s: volumes", file).contains(mount.source());
                } else {
                    assertThat(mount.path()).as("%s: %s", file, service.name()).exists();
                }
            }
            service.dockerfile()
                    .ifPresent(dockerfile -> assertThat(dockerfile).isEqualTo(Repository.file("docker/Dockerfile")));
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyVolumeIsUsed(ComposeFile file) throws IOException {
        Set<String> used = new HashSet<>();
        for (Service service : file.services()) {
            service.mounts().stream().filter(Mount::isNamed).forEach(mount -> used.add(mount.source()));
        }

        assertThat(used).isEqualTo(file.volumes());
    }

    @ParameterizedTest
    @MethodSource("files")
    void noPortOfTheMachineIsTakenTwiceNorOpenToTheNetwork(ComposeFile file) throws IOException {
        Map<String, String> taken = new HashMap<>();
        for (Service service : file.services()) {
            for (String port : service.ports()) {
                assertThat(port).startsWith("127.0.0.1:");
                assertThat(taken.put(port.split(":", -1)[1], service.name()))
                        .as("who else has %s, in %s", port, file)
                        .isNull();
            }
        }
    }

    @Test
    void prometheusAsksEveryConnectorOfTheTour() throws IOException {
        List<String> asked = Yaml.read(Repository.file("docker/prometheus/prometheus.yml"))
                .getJsonArray("scrape_configs")
                .getJsonObject(0)
                .getJsonArray("dns_sd_configs")
                .getJsonObject(0)
                .getJsonArray("names")
                .stream()
                .map(String::valueOf)
                .toList();

        assertThat(ComposeFile.read(Repository.file("docker/compose.yaml")).services().stream()
                        .filter(service -> service.connector().isPresent())
                        .map(Service::name))
                .containsExactlyInAnyOrderElementsOf(asked);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("connectors")
    void theNamespacesOfItsTopicsAreThoseOfTheBroker(String file, String name, Service service) throws IOException {
        List<String> used = Namespaces.usedBy(service.connector().orElseThrow(), Files.readString(config(service)));

        assertThat(used).isNotEmpty().isSubsetOf(Namespaces.ofTheBroker());
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("connectors")
    void theConnectorTakesItsConfiguration(String file, String name, Service service) throws Exception {
        String connector = service.connector().orElseThrow();
        Path jar = FatJars.orSkip(connector);

        String report = Command.of(
                        "java",
                        "-jar",
                        jar.toString(),
                        "check",
                        "--strict",
                        "--offline",
                        config(service).toString())
                .with(service.environment())
                .run(folder)
                .orFail();

        assertThat(report).contains("every key is valid");
    }

    private static Path config(Service service) {
        return service.mounts().stream()
                .filter(mount -> mount.target().equals("/etc/connector.toml"))
                .map(Mount::path)
                .findFirst()
                .orElseThrow();
    }
}
