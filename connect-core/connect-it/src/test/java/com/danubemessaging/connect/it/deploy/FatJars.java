package com.danubemessaging.connect.it.deploy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Fat jars of connectors that files speak of, before all of these connectors exist. */
final class FatJars {

    /** Those that the older chart has, and that may not be here yet. Any other name is a mistake. */
    private static final Set<String> MAY_BE_MISSING = Set.of("sink-qdrant", "sink-surrealdb", "sink-deltalake");

    private FatJars() {}

    /** Skips the test, with a printed reason, if the connector is not in this repository yet. */
    static Path orSkip(String connector) throws IOException {
        Optional<Path> jar = Repository.fatJar(connector);
        if (jar.isEmpty()) {
            if (!MAY_BE_MISSING.contains(connector)) {
                throw new AssertionError("there is no connector " + connector + "; is it misspelled?");
            }
            System.out.println("skipped: there is no connector " + connector + " yet");
        }
        assumeTrue(jar.isPresent(), "there is no connector " + connector);
        return jar.get();
    }
}
