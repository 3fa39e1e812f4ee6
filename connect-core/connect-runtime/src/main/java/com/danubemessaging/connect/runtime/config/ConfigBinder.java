package com.danubemessaging.connect.runtime.config;

import com.danubemessaging.connect.api.config.ConfigSpec;
import com.danubemessaging.connect.api.config.ConfigValues;
import java.util.Map;

/**
 * Holds a raw tree and an environment against the declared fields. The order is default, then file, then environment.
 *
 * <ul>
 *   <li>All problems are reported at once, each with the dotted path by the name that the file uses, for example
 *       {@code mqtt.routes[2].from}.
 *   <li>A required key may come from the environment alone. An empty variable counts as not set; for a required key
 *       that is no secret it is a problem.
 *   <li>A secret {@code x} with the variable {@code X} may come from a file named by {@code X_FILE}. Any string of the
 *       file may hold {@code ${env:NAME}} or {@code ${file:/path}}; with a second {@code $} in front they stand for
 *       themselves.
 *   <li>Unknown keys and tables are warnings that name the nearest known key.
 *   <li>Rules across fields run only where every field is valid by itself.
 * </ul>
 */
public final class ConfigBinder {

    private ConfigBinder() {}

    /**
     * Binds. May read files that hold secrets, so it blocks; it keeps no state and may be called from any thread.
     *
     * @param tree what a TOML parser made: maps, lists, strings, numbers and booleans, also as Vert.x JSON
     * @param environment the variables that the connector may see
     * @param spec all fields, those of the core included
     */
    public static BindResult bind(Map<String, ?> tree, Map<String, String> environment, ConfigSpec spec) {
        Findings findings = new Findings();
        ConfigValues values = new TableBinder(environment, findings).bind(spec, RawTree.normal(tree), "");
        return new BindResult(values, findings.problems(), findings.warnings());
    }

    /**
     * Puts the environment over values that an application built, with the same rules as over a file.
     *
     * @param given values of the fields' own types
     */
    public static BindResult override(ConfigValues given, Map<String, String> environment, ConfigSpec spec) {
        Findings findings = new Findings();
        ConfigValues values = new TableBinder(environment, findings).override(spec, given);
        return new BindResult(values, findings.problems(), findings.warnings());
    }
}
