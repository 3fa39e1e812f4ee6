package com.danubemessaging.vertx.client.schema;

import java.util.Objects;

/**
 * The schema of a producer: a subject and how its version is chosen. The choice is made each time the producer
 * registers, also when it registers again after the broker was away.
 *
 * @param subject the subject, not empty
 * @param kind how the version is chosen
 * @param version the version that {@link Kind#PINNED} and {@link Kind#MINIMUM} speak of, unsigned, 1 or more; 0 for
 *     {@link Kind#LATEST}
 */
public record SchemaReference(String subject, Kind kind, int version) {

    /** How a version is chosen. */
    public enum Kind {
        /** The newest. */
        LATEST,
        /** Exactly this one. */
        PINNED,
        /** The newest, but not one older than this. */
        MINIMUM
    }

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the subject is empty, a version is given for {@code LATEST}, or none for the
     *     others
     */
    public SchemaReference {
        Objects.requireNonNull(kind, "kind");
        if (subject.isEmpty()) {
            throw new IllegalArgumentException("subject must not be empty");
        }
        if ((kind == Kind.LATEST) != (version == 0)) {
            throw new IllegalArgumentException("version " + Integer.toUnsignedString(version) + " of subject " + subject
                    + " does not fit " + kind);
        }
    }

    /** The newest version. */
    public static SchemaReference latest(String subject) {
        return new SchemaReference(subject, Kind.LATEST, 0);
    }

    /** Exactly this version; a producer is not created if the subject has no such version. */
    public static SchemaReference pinned(String subject, int version) {
        return new SchemaReference(subject, Kind.PINNED, version);
    }

    /** The newest version; a producer is not created if that is older than this one. */
    public static SchemaReference minimum(String subject, int version) {
        return new SchemaReference(subject, Kind.MINIMUM, version);
    }
}
