package com.danubemessaging.embedded.internal.storage;

/** The store cannot take a change; the message says why in one sentence. */
public class StorageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String explanation;

    /** A refusal that is part of normal operation and needs no stack trace. */
    StorageException(String explanation) {
        super(explanation, null, false, false);
        this.explanation = explanation;
    }

    /** A failure of what lies below the store. */
    public StorageException(String explanation, Throwable cause) {
        super(explanation, cause);
        this.explanation = explanation;
    }

    /** The message, never null. */
    public String explanation() {
        return explanation;
    }
}
