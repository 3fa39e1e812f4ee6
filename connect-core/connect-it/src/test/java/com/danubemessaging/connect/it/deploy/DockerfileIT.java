package com.danubemessaging.connect.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be said of the Dockerfile without a builder. */
class DockerfileIT {

    /** What Docker, Podman and Buildah all know, and OCI or Docker images can hold. */
    private static final Set<String> KNOWN = Set.of(
            "ARG",
            "FROM",
            "WORKDIR",
            "COPY",
            "RUN",
            "LABEL",
            "USER",
            "EXPOSE",
            "STOPSIGNAL",
            "HEALTHCHECK",
            "ENTRYPOINT");

    private static final Pattern CONTINUED = Pattern.compile("\\\\\n\\s*");
    private static final Pattern NUMBERS = Pattern.compile("[0-9]+:[0-9]+");

    private static List<String> instructions() throws IOException {
        String text = Repository.text("docker/Dockerfile")
                .lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .reduce("", (all, line) -> all + line + "\n");
        return CONTINUED.matcher(text).replaceAll("").lines().toList();
    }

    private static Stream<String> all(String instruction) throws IOException {
        return instructions().stream()
                .filter(line -> line.startsWith(instruction + " "))
                .map(line -> line.substring(instruction.length() + 1).strip());
    }

    @Test
    void onlyWhatEveryBuilderKnowsIsUsed() throws IOException {
        assertThat(instructions()).isNotEmpty().allSatisfy(line -> {
            assertThat(KNOWN).contains(line.substring(0, line.indexOf(' ')));
            assertThat(line).as("no extension of BuildKit").doesNotContain("--mount", "<<", "--link", "--chmod");
        });
        assertThat(Repository.text("docker/Dockerfile")).doesNotContain("# syntax");
    }

    @Test
    void whatIsCopiedFromTheRepositoryIsThereAndNotIgnored() throws IOException {
        List<String> ignored = Repository.text(".dockerignore").lines().toList();
        List<String> sources = all("COPY")
                .filter(copy -> !copy.startsWith("--from=") && !copy.startsWith(". "))
                .map(copy -> copy.substring(0, copy.indexOf(' ')))
                .toList();

        assertThat(sources).hasSize(2).allSatisfy(source -> {
            assertThat(Repository.file(source)).isExecutable();
            assertThat(ignored).noneMatch(source::startsWith);
        });
    }

    @Test
    void theScriptsThatItRunsAreExecutable() throws IOException {
        try (Stream<Path> files = Files.list(Repository.file("docker/image"))) {
            assertThat(files.filter(file -> !file.endsWith("modules")))
                    .isNotEmpty()
                    .allSatisfy(script -> {
                        assertThat(script).isExecutable();
                        assertThat(Files.readString(script)).startsWith("#!/bin/sh\n");
                    });
        }
    }

    @Test
    void theUserIsNotRootAndIsGivenByNumber() throws IOException {
        assertThat(all("USER")).singleElement().satisfies(user -> {
            assertThat(user).matches(NUMBERS);
            assertThat(user).startsWith("1000:");
        });
    }

    @Test
    void theProgramIsStartedWithoutAShellAndWithoutArguments() throws IOException {
        assertThat(all("ENTRYPOINT")).containsExactly("[\"/usr/local/bin/danube-connector\"]");
        assertThat(all("CMD")).isEmpty();
        assertThat(all("RUN")).anyMatch(run -> run.contains("\"/usr/local/bin/danube-${CONNECTOR}\""));
    }

    @Test
    void theArchiveIsTriedAsTheLastStepOfTheBuild() throws IOException {
        assertThat(all("RUN").reduce((first, last) -> last))
                .hasValue("JAVA_OPTS=-Xshare:on \"danube-${CONNECTOR}\" --version");
    }

    /**
     * Otherwise a profile with two connectors would run Maven twice: a builder keeps a layer by what stands before it.
     */
    @Test
    void mavenRunsOnceForAllConnectors() throws IOException {
        List<String> upToMaven = instructions();
        int maven = IntStream.range(0, upToMaven.size())
                .filter(i -> upToMaven.get(i).startsWith("RUN mvn "))
                .findFirst()
                .orElseThrow();

        assertThat(upToMaven.subList(0, maven + 1)).noneMatch(line -> line.contains("CONNECTOR"));
        assertThat(upToMaven.subList(maven + 1, upToMaven.size()))
                .contains("ARG CONNECTOR")
                .noneMatch(line -> line.contains("mvn "));
    }

    @Test
    void mavenPackagesEveryConnector() throws Exception {
        String modules = Command.of(ImageFolder.script("module"))
                .run(Repository.ROOT)
                .orFail()
                .strip();

        assertThat(modules.split(",", -1))
                .contains("connectors/source-mqtt", "connectors/source-webhook", "examples/hello-sink")
                .allSatisfy(module -> assertThat(Repository.file(module)).isDirectory())
                .doesNotHaveDuplicates();
        assertThat(all("RUN"))
                .anyMatch(run -> run.contains("-pl \"$(docker/image/module),connect-core/danube-embedded\""));
    }

    @Test
    void imageAndChartHaveTheVersionOfTheBuild() throws IOException {
        Matcher version = Pattern.compile(
                        "<artifactId>danube-connect-parent</artifactId>\\s*<version>([^<]+)</version>")
                .matcher(Repository.text("pom.xml"));
        assertThat(version.find()).isTrue();

        assertThat(all("ARG")).contains("VERSION=" + version.group(1));
        assertThat(Yaml.read(Repository.file("helm/danube-connector/Chart.yaml"))
                        .getString("appVersion"))
                .isEqualTo(version.group(1));
    }
}
