package com.danubemessaging.connect.api.config;

import java.util.Objects;

/**
 * Which version of a schema subject a producer stamps its messages with; the key {@code version_strategy}.
 *
 * @param kind how the version is chosen
 * @param version the version that {@link Kind#PINNED} and {@link Kind#MINIMUM} speak of, 1 or more; 0 for
 *     {@link Kind#LATEST}
 */
public record SchemaVersion(Kind kind, long version) {

    /** How the version is chosen. */
    public enum Kind {
        /** The newest version when the producer is created. */
        LATEST,
        /** Exactly this version; creation fails if the subject has no such version yet. */
        PINNED,
        /** The newest version; creation fails if that is older than this one. */
        MINIMUM
    }

    /** The newest version. */
    public static final SchemaVersion LATEST = new SchemaVersion(Kind.LATEST, 0);

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if a version is given for {@code LATEST}, or none for the others
     */
    public SchemaVersion {
        Objects.requireNonNull(kind, "kind");
        if (kind == Kind.LATEST ? version != 0 : version < 1) {
            throw new IllegalArgumentException("version " + version + " does not fit " + kind);
        }
    }

    /** Exactly this version. */
    public static SchemaVersion pinned(long version) {
        return new SchemaVersion(Kind.PINNED, version);
    }

    /** This version or a newer one. */
    public static SchemaVersion minimum(long version) {
        return new SchemaVersion(Kind.MINIMUM, version);
    }
}
