package com.danubemessaging.connect.runtime.config;

import com.danubemessaging.connect.api.config.ConfigProblem;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import java.util.List;
import java.util.Objects;

/**
 * A valid configuration. Immutable; printing it hides secrets.
 *
 * @param config the values of the core and of the connector
 * @param warnings what to log once at start, one line each: unknown keys, keys in the wrong place, environment
 *     variables that were ignored
 */
public record LoadedConfig(ConnectorConfig config, List<ConfigProblem> warnings) {

    /** Copies the warnings. */
    public LoadedConfig {
        Objects.requireNonNull(config, "config");
        warnings = List.copyOf(warnings);
    }
}
