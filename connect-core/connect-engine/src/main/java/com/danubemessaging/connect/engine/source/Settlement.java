package com.danubemessaging.connect.engine.source;

/** How the emission of a record ended. */
public enum Settlement {
    /** Confirmed by the broker. */
    PUBLISHED,
    /** Durable in the dead letter topic. */
    DEAD_LETTERED,
    /** Given up by policy. */
    SKIPPED,
    /** Never stored, and will not be. */
    WITHDRAWN,
    /** Not tried again; may have been stored. */
    UNKNOWN;

    /** Whether the origin may forget the record. */
    public boolean isFinal() {
        return this != WITHDRAWN && this != UNKNOWN;
    }
}
