package com.danubemessaging.connect.runtime.config;

import com.danubemessaging.connect.api.config.ConfigProblem;
import com.danubemessaging.connect.api.config.ConfigSpec;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.error.ConfigurationException;
import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Loads the configuration of one connector: the keys of the core and the connector's own, from a file, from the
 * environment, or from both, with the environment on top. Thread-safe; keeps nothing between two calls.
 *
 * <p>Failure: a {@link ConfigurationException} whose message lists every problem on a line of its own, and after them
 * the warnings, because a mistyped key often explains a missing one.
 */
public final class ConfigLoader {

    /** The environment variable that names the file, {@value}; the same as in upstream's connectors. */
    public static final String PATH_VARIABLE = "CONNECTOR_CONFIG_PATH";

    private static final ConfigSpec NO_FIELDS = ConfigSpec.of();

    private ConfigLoader() {}

    /**
     * The core's keys of a file, without the environment. The connector's own tables are not looked at. Blocks.
     *
     * @throws ConfigurationException if the file cannot be read, is not TOML or has problems
     */
    public static ConnectorConfig fromFile(Path file) {
        return load(Optional.of(file), Map.of(), NO_FIELDS).config();
    }

    /**
     * The core's keys from the environment alone: {@code DANUBE_SERVICE_URL}, {@code CONNECTOR_NAME} and the further
     * ones that the reference lists. {@value #PATH_VARIABLE} is not looked at.
     *
     * @throws ConfigurationException if there are problems
     */
    public static ConnectorConfig fromEnv(Map<String, String> environment) {
        return fromTree(Map.of(), environment, NO_FIELDS).config();
    }

    /**
     * From a tree that an application built, for example {@code JsonObject.getMap()}, with the environment on top.
     * Blocks where a secret is to be read from a file.
     *
     * @throws ConfigurationException if there are problems
     */
    public static LoadedConfig fromTree(
            Map<String, ?> tree, Map<String, String> environment, ConfigSpec connectorSpec) {
        return bind("configuration", tree, environment, connectorSpec);
    }

    /**
     * A configuration that an application built, with the environment on top. Blocks where a secret is to be read from
     * a file.
     *
     * @throws ConfigurationException if there are problems
     */
    public static LoadedConfig applyEnvOverrides(
            ConnectorConfig config, Map<String, String> environment, ConfigSpec connectorSpec) {
        ConfigSpec spec = CoreFields.SPEC.and(connectorSpec);
        return loaded("configuration", ConfigBinder.override(config.values(), environment, spec));
    }

    /**
     * From a file and the environment. Blocks.
     *
     * @param file the file; if empty, the one that {@value #PATH_VARIABLE} names in {@code environment}; if that is not
     *     set either, the environment alone
     * @param environment the variables that the connector may see
     * @param connectorSpec the connector's own keys
     * @throws ConfigurationException if the file cannot be read, is not TOML or has problems
     */
    public static LoadedConfig load(Optional<Path> file, Map<String, String> environment, ConfigSpec connectorSpec) {
        Optional<String> path = pathOf(file, environment);
        if (path.isEmpty()) {
            return bindWithoutFile(environment, connectorSpec);
        }
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(Path.of(path.get()));
        } catch (IOException e) {
            throw unreadable(path.get(), e);
        }
        return bind(path.get(), TomlReader.read(path.get(), bytes), environment, connectorSpec);
    }

    /**
     * The same without blocking, through Vert.x Config and its format {@value TomlProcessor#FORMAT}.
     *
     * @return fails with a {@link ConfigurationException}; completes on the caller's context
     */
    public static Future<LoadedConfig> load(
            Vertx vertx, Optional<Path> file, Map<String, String> environment, ConfigSpec connectorSpec) {
        Optional<String> path = pathOf(file, environment);
        if (path.isEmpty()) {
            return vertx.executeBlocking(() -> bindWithoutFile(environment, connectorSpec), false);
        }
        String name = path.get();
        return retrieve(vertx, name)
                .recover(failure -> Future.failedFuture(
                        failure instanceof ConfigurationException ? failure : unreadable(name, failure)))
                .compose(tree ->
                        vertx.executeBlocking(() -> bind(name, tree.getMap(), environment, connectorSpec), false));
    }

    private static Future<JsonObject> retrieve(Vertx vertx, String path) {
        ConfigStoreOptions store = new ConfigStoreOptions()
                .setType("file")
                .setFormat(TomlProcessor.FORMAT)
                .setConfig(new JsonObject().put("path", path));
        // The file is read once: what a running connector does must not change behind its back.
        ConfigRetrieverOptions options = new ConfigRetrieverOptions()
                .setIncludeDefaultStores(false)
                .setScanPeriod(-1)
                .addStore(store);
        ConfigRetriever retriever = ConfigRetriever.create(vertx, options);
        return retriever.getConfig().eventually(retriever::close);
    }

    private static Optional<String> pathOf(Optional<Path> file, Map<String, String> environment) {
        return file.map(Path::toString)
                .or(() -> Optional.ofNullable(environment.get(PATH_VARIABLE)))
                .filter(path -> !path.isEmpty())
                .map(path -> Path.of(path).toAbsolutePath().normalize().toString());
    }

    private static LoadedConfig bindWithoutFile(Map<String, String> environment, ConfigSpec connectorSpec) {
        String source = "environment (no file: " + PATH_VARIABLE + " is not set)";
        return bind(source, Map.of(), environment, connectorSpec);
    }

    private static LoadedConfig bind(
            String source, Map<String, ?> tree, Map<String, String> environment, ConfigSpec connectorSpec) {
        return loaded(source, ConfigBinder.bind(tree, environment, CoreFields.SPEC.and(connectorSpec)));
    }

    private static LoadedConfig loaded(String source, BindResult result) {
        if (result.problems().isEmpty()) {
            return new LoadedConfig(new ConnectorConfig(result.values()), result.warnings());
        }
        String message = source + ": " + listed("problem", result.problems());
        if (!result.warnings().isEmpty()) {
            message += "\n" + listed("warning", result.warnings());
        }
        throw new ConfigurationException(message);
    }

    private static String listed(String noun, List<ConfigProblem> items) {
        return items.size() + " " + noun + (items.size() == 1 ? ":" : "s:")
                + items.stream().map(item -> "\n  " + item).collect(Collectors.joining());
    }

    private static ConfigurationException unreadable(String path, Throwable failure) {
        return new ConfigurationException(
                path + ": " + FileFailure.describe(failure) + "; check the path that " + PATH_VARIABLE
                        + " or the command line gives",
                failure);
    }
}
