package com.danubemessaging.connect.it.deploy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Fat jars of connectors that files speak of, before all of these connectors exist. */
final class FatJars {

    private FatJars() {}

    /** Skips the test, with a printed reason, if the connector is not in this repository yet. */
    static Path orSkip(String connector) throws IOException {
        Optional<Path> jar = Repository.fatJar(connector);
        if (jar.isEmpty()) {
            System.out.println("skipped: there is no connector " + connector + " yet");
        }
        assumeTrue(jar.isPresent(), "there is no connector " + connector);
        return jar.get();
    }
}
