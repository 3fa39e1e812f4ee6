package com.danubemessaging.connect.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the jars say of themselves, and that two builds of one commit can make the same bytes. */
class JarsIT {

    /** The parent pom's {@code project.build.outputTimestamp}. */
    private static final LocalDateTime BUILT = LocalDateTime.parse("2026-01-01T00:00:00");

    /** Jars that the build has made, by whether they hold what they depend on. */
    private static Stream<Path> jars(boolean fat) throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String parent : List.of("connect-core", "connectors", "examples")) {
            try (Stream<Path> files = Files.walk(Repository.file(parent), 3)) {
                files.filter(file -> file.toString().endsWith(fat ? "-SNAPSHOT-fat.jar" : "-SNAPSHOT.jar"))
                        .filter(file -> file.getParent().endsWith("target"))
                        .forEach(jars::add);
            }
        }
        return jars.stream();
    }

    static Stream<Path> plainJars() throws IOException {
        return jars(false);
    }

    static Stream<Path> fatJars() throws IOException {
        return jars(true);
    }

    @ParameterizedTest
    @MethodSource("plainJars")
    void whatIsOursHasTheTimeOfThePom(Path path) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            assertThat(jar.stream().map(ZipEntry::getTimeLocal).distinct()).containsExactly(BUILT);
        }
    }

    /** What comes from the jars of others keeps their times, which are the same in every build. */
    @ParameterizedTest
    @MethodSource("fatJars")
    void nothingInAFatJarHasTheTimeOfTheBuild(Path path) throws IOException {
        LocalDateTime build =
                LocalDateTime.ofInstant(Files.getLastModifiedTime(path).toInstant(), ZoneOffset.UTC);
        try (JarFile jar = new JarFile(path.toFile())) {
            assertThat(jar.stream().map(ZipEntry::getTimeLocal).distinct())
                    .contains(BUILT)
                    .allMatch(time -> time.isBefore(build.minusDays(2)));
        }
    }

    @Test
    void everyJarHasAModuleNameOfItsOwn() throws IOException {
        Map<String, Path> names = new HashMap<>();
        for (Path path : plainJars().toList()) {
            try (JarFile jar = new JarFile(path.toFile())) {
                String name = jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name");
                assertThat(name).as(path.toString()).startsWith("com.danubemessaging.");
                assertThat(names.put(name, path)).as("who else is %s", name).isNull();
            }
        }
        assertThat(names).containsKeys("com.danubemessaging.vertx.client", "com.danubemessaging.connect.source.mqtt");
    }
}
