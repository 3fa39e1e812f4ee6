package com.danubemessaging.connect.runtime.config;

import com.danubemessaging.connect.api.config.ConfigProblem;
import com.danubemessaging.connect.api.config.ConfigValues;
import java.util.List;

/**
 * What {@link ConfigBinder} found. Immutable; no part of it prints a secret.
 *
 * @param values the values that are valid; complete only if there is no problem
 * @param problems what keeps the connector from starting, in the order of the declared fields; empty if nothing does
 * @param warnings what has no effect or another effect than its author may think, and yet does not stop anything
 */
public record BindResult(ConfigValues values, List<ConfigProblem> problems, List<ConfigProblem> warnings) {

    /** Copies. */
    public BindResult {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }
}
