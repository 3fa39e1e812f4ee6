package com.danubemessaging.connect.runtime.config;

import io.vertx.config.spi.ConfigProcessor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Teaches Vert.x Config the format {@code toml}: {@code new ConfigStoreOptions().setFormat("toml")}. Found through
 * {@link java.util.ServiceLoader}. Whole numbers keep their 64 bits; dates and times become text.
 *
 * <p>Thread-safe. Parsing runs on a worker: the first file loads the parser's classes, which takes longer than an event
 * loop may be held.
 */
public final class TomlProcessor implements ConfigProcessor {

    /** The name of the format, {@value}. */
    public static final String FORMAT = "toml";

    /** The key of a file store's configuration that says which file it reads. */
    private static final String PATH = "path";

    /** Called by {@link java.util.ServiceLoader}. */
    public TomlProcessor() {}

    /** {@value #FORMAT}. */
    @Override
    public String name() {
        return FORMAT;
    }

    /**
     * Parses.
     *
     * @param configuration of the store; its {@code path}, if any, names the file in an error
     * @return fails with a {@link com.danubemessaging.connect.api.error.ConfigurationException} that says file, line
     *     and column if the text is not TOML
     */
    @Override
    public Future<JsonObject> process(Vertx vertx, @Nullable JsonObject configuration, Buffer input) {
        String source = configuration == null ? "configuration" : configuration.getString(PATH, "configuration");
        byte[] bytes = input.getBytes();
        return vertx.executeBlocking(() -> new JsonObject(TomlReader.read(source, bytes)), false);
    }
}
