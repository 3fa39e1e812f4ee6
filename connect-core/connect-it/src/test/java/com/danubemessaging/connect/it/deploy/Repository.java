package com.danubemessaging.connect.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The checkout that is being built. */
final class Repository {

    /** Its root; the build says where. */
    static final Path ROOT =
            Path.of(System.getProperty("it.root")).toAbsolutePath().normalize();

    private static final List<String> PARENTS = List.of("connectors", "examples");

    private Repository() {}

    static Path file(String path) {
        return ROOT.resolve(path);
    }

    static String text(String path) throws IOException {
        return Files.readString(file(path));
    }

    /** The module of a connector; empty if there is none that the build knows. */
    static Optional<Path> module(String connector) throws IOException {
        for (String parent : PARENTS) {
            if (text(parent + "/pom.xml").contains("<module>" + connector + "</module>")) {
                return Optional.of(file(parent).resolve(connector));
            }
        }
        return Optional.empty();
    }

    /** The fat jar of a connector, as the build made it; empty if there is no such connector. */
    static Optional<Path> fatJar(String connector) throws IOException {
        Optional<Path> module = module(connector);
        return module.isEmpty() ? Optional.empty() : Optional.of(fatJarIn(module.get()));
    }

    /** The one fat jar of a module. */
    static Path fatJarIn(Path module) throws IOException {
        try (Stream<Path> files = Files.list(module.resolve("target"))) {
            List<Path> jars =
                    files.filter(file -> file.toString().endsWith("-fat.jar")).toList();
            assertThat(jars)
                    .as("fat jars of %s; package that module first", module)
                    .hasSize(1);
            return jars.get(0);
        }
    }

    /** All files below a folder whose name ends so. */
    static List<Path> files(String folder, String end) throws IOException {
        try (Stream<Path> files = Files.walk(file(folder))) {
            return files.filter(file -> file.toString().endsWith(end))
                    .filter(file -> !file.toString().contains("/target/"))
                    .sorted()
                    .toList();
        }
    }
}
