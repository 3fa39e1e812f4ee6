package com.danubemessaging.connect.launcher;

import com.danubemessaging.connect.api.ConnectorProvider;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Help.Ansi;

/**
 * What a command sees of the process around it; handed in, so that tests run commands without a process of their own.
 *
 * @param environment the environment variables
 * @param out where answers go
 * @param err where sentences about failures go
 * @param terminal whether a person reads the output at a terminal
 * @param usualConfigFile the file that is read when nobody names one and it exists
 * @param providers finds the connectors
 */
record Surroundings(
        Map<String, String> environment,
        PrintWriter out,
        PrintWriter err,
        boolean terminal,
        Path usualConfigFile,
        Supplier<List<ConnectorProvider>> providers) {

    /** Where upstream's images and charts mount the configuration. */
    private static final Path USUAL_CONFIG_FILE = Path.of("/etc/connector.toml");

    /** Those of this process. */
    static Surroundings ofThisProcess() {
        return new Surroundings(
                System.getenv(),
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                Ansi.AUTO.enabled(),
                USUAL_CONFIG_FILE,
                ConnectorChoice::onClassPath);
    }
}
