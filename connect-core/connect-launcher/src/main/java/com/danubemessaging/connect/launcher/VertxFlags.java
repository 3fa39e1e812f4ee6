package com.danubemessaging.connect.launcher;

import io.vertx.core.VertxOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The flags of Vert.x's launcher (vertx-launcher-application 5.0), under their own names. Those that make sense for a
 * connector are handed on; the others are refused with the reason, because ignoring them would be worse.
 */
final class VertxFlags {

    @Option(
            names = {"--options", "-options", "--vertx-options", "-vertx-options"},
            paramLabel = "JSON",
            description = "Vert.x options: a JSON object, or a file that holds one.")
    private @Nullable String options;

    @Option(
            names = {"-c", "--cluster", "-cluster"},
            description = "Joins a Vert.x cluster. Needs a cluster manager on the class path. Connectors do not use it:"
                    + " replicas share work through Danube's subscriptions.")
    private boolean cluster;

    @Option(
            names = {"--cluster-host", "-cluster-host"},
            paramLabel = "HOST",
            description = "Address for cluster communication.")
    private @Nullable String clusterHost;

    @Option(
            names = {"--cluster-port", "-cluster-port"},
            paramLabel = "PORT",
            description = "Port for cluster communication.")
    private @Nullable Integer clusterPort;

    @Option(
            names = {"--cluster-public-host", "-cluster-public-host"},
            paramLabel = "HOST",
            description = "Address that other members of the cluster use.")
    private @Nullable String clusterPublicHost;

    @Option(
            names = {"--cluster-public-port", "-cluster-public-port"},
            paramLabel = "PORT",
            description = "Port that other members of the cluster use.")
    private @Nullable Integer clusterPublicPort;

    @Option(
            names = {"--instances", "-instances"},
            hidden = true)
    private @Nullable Integer instances;

    @Option(
            names = {"--deployment-options", "-deployment-options"},
            hidden = true)
    private @Nullable String deploymentOptions;

    @Option(
            names = {"-w", "--worker", "-worker"},
            hidden = true)
    private boolean worker;

    @Option(
            names = {"-vt", "--virtual-thread", "-virtual-thread"},
            hidden = true)
    private boolean virtualThread;

    @Option(
            names = {"--conf", "-conf"},
            hidden = true)
    private @Nullable String conf;

    /**
     * The arguments for Vert.x's launcher.
     *
     * @throws LaunchException if a flag does not fit a connector, or its value is not what Vert.x takes
     */
    List<String> toArguments() {
        refuseWhatTheRuntimeDecides();
        List<String> arguments = new ArrayList<>();
        if (options != null) {
            requireValidOptions(options);
            add(arguments, "--options", options);
        }
        if (cluster) {
            arguments.add("--cluster");
        }
        add(arguments, "--cluster-host", clusterHost);
        add(arguments, "--cluster-port", clusterPort);
        add(arguments, "--cluster-public-host", clusterPublicHost);
        add(arguments, "--cluster-public-port", clusterPublicPort);
        return arguments;
    }

    private void refuseWhatTheRuntimeDecides() {
        if (instances != null && instances != 1) {
            throw tooManyInstances(instances);
        }
        if (worker || virtualThread || deploymentOptions != null) {
            throw new LaunchException(
                    ExitCode.USAGE,
                    "--worker, --virtual-thread and --deployment-options are refused: the runtime decides on which"
                            + " threads a connector runs; processing.tasks says how many tasks a sink has");
        }
        if (conf != null) {
            throw new LaunchException(
                    ExitCode.USAGE, "--conf is refused: a connector reads a TOML file; name it with --config");
        }
    }

    static LaunchException tooManyInstances(int instances) {
        return new LaunchException(
                ExitCode.USAGE,
                "--instances " + instances + " is refused: a connector of one name runs once in a process, because its"
                        + " copies would take each other's subscriptions; use processing.tasks for a sink, or start"
                        + " more processes");
    }

    /** Vert.x's launcher passes over options that it cannot read, and dies without a word of some that it can. */
    private static void requireValidOptions(String text) {
        JsonObject json = readJson(text);
        if (!(json.getValue("metricsOptions", new JsonObject()) instanceof JsonObject)) {
            throw new LaunchException(ExitCode.USAGE, "--options: metricsOptions must be a JSON object");
        }
        try {
            VertxOptions unused = new VertxOptions(json);
        } catch (IllegalArgumentException | ClassCastException invalid) {
            throw new LaunchException(ExitCode.USAGE, "--options: " + invalid.getMessage());
        }
    }

    private static JsonObject readJson(String text) {
        String json = text;
        try {
            Path file = Path.of(text);
            if (Files.exists(file)) {
                json = Files.readString(file);
            }
            return new JsonObject(json);
        } catch (InvalidPathException | IOException | DecodeException invalid) {
            throw new LaunchException(
                    ExitCode.USAGE,
                    "--options must be a JSON object or a file that holds one: " + firstLine(invalid.getMessage()));
        }
    }

    private static String firstLine(@Nullable String text) {
        return text == null ? "it cannot be read" : text.lines().findFirst().orElse("");
    }

    private static void add(List<String> arguments, String name, @Nullable Object value) {
        if (value != null) {
            arguments.add(name);
            arguments.add(value.toString());
        }
    }
}
