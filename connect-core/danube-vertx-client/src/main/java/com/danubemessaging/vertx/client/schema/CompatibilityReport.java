package com.danubemessaging.vertx.client.schema;

import java.util.List;

/**
 * Whether a schema could be registered.
 *
 * @param isCompatible whether it could
 * @param problems why not, in the registry's words; empty if it could
 */
public record CompatibilityReport(boolean isCompatible, List<String> problems) {

    /** Copies the problems. */
    public CompatibilityReport {
        problems = List.copyOf(problems);
    }
}
