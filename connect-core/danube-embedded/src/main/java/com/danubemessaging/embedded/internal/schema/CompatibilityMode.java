package com.danubemessaging.embedded.internal.schema;

import java.util.Locale;
import java.util.Optional;

/** Which way a new version of a subject must fit the latest one. */
public enum CompatibilityMode {
    /** Any version may follow any other. */
    NONE,
    /** Readers with the new version read what was written with the old one. */
    BACKWARD,
    /** Readers with the old version read what is written with the new one. */
    FORWARD,
    /** Both. */
    FULL;

    /** The name that answers carry. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a name in any letter case. */
    public static Optional<CompatibilityMode> parse(String name) {
        for (CompatibilityMode mode : values()) {
            if (mode.name().equals(name.toUpperCase(Locale.ROOT))) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
