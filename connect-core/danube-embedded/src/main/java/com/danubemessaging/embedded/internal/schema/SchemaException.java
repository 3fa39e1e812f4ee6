package com.danubemessaging.embedded.internal.schema;

/** The registry refuses; the message says what and why. */
public final class SchemaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What kind of refusal it is; each call has its own status for each. */
    public enum Reason {
        /** There is no such subject, id or version. */
        NOT_FOUND,
        /** A type, mode or definition cannot be read. */
        INVALID,
        /** The definition does not fit the latest version. */
        INCOMPATIBLE
    }

    private final Reason reason;

    /** Refusals are part of normal traffic, so they carry no stack trace. */
    SchemaException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    /** What kind of refusal it is. */
    public Reason reason() {
        return reason;
    }
}
