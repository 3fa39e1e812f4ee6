package com.danubemessaging.connect.api.error;

/** The codes of the core; a connector may use them where no code of its own says more. */
public enum CoreErrorCode implements ErrorCode {
    /** A failure that may pass, not named more closely. */
    TEMPORARY("A failure that may pass; the runtime tries again."),
    /** The external system did not answer or refused the connection. */
    TARGET_UNAVAILABLE("The external system cannot be reached; the runtime waits and tries again."),
    /** The record does not fit its destination. */
    INVALID_RECORD("The record cannot be written as it is; it goes to the dead letter topic."),
    /** The bytes are not what their schema or the connector expects. */
    SERIALIZATION("The record's bytes cannot be decoded or encoded; it goes to the dead letter topic."),
    /** The record is larger than Danube takes. */
    RECORD_TOO_LARGE(
            "The record is larger than Danube accepts; it is dead-lettered in parts, or refused to its origin."),
    /** A setting is missing or wrong. */
    INVALID_CONFIGURATION("A setting is missing or wrong; correct the named key and start again."),
    /** An error that cannot pass. */
    FATAL("Work cannot go on; the process stops with exit code 1."),
    /** The Danube broker refused something for good. */
    DANUBE("The Danube broker refused a request for good; the message says which.");

    private final String description;

    CoreErrorCode(String description) {
        this.description = description;
    }

    @Override
    public String description() {
        return description;
    }
}
