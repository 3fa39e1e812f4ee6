package com.danubemessaging.connect.api.error;

/** What a failure makes the runtime do. */
public enum FailureKind {
    /** May pass: try again with backoff. */
    RETRYABLE,
    /** This record will never work: dead letter or skip. */
    INVALID_DATA,
    /** Nothing works any more: stop with exit code 1. */
    FATAL,
    /** The settings are wrong: refuse to start, or stop with exit code 1. */
    CONFIGURATION,
    /**
     * An exception that is none of ours; where a record caused it, that record gets {@code max_retries}, then the dead
     * letter topic.
     */
    UNCLASSIFIED;

    /** Whether the connector must stop. */
    public boolean stopsConnector() {
        return this == FATAL || this == CONFIGURATION;
    }
}
