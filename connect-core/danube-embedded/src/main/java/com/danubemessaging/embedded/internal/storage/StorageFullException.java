package com.danubemessaging.embedded.internal.storage;

/** A message was refused because the store has reached its byte limit. */
public final class StorageFullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String explanation;

    /** Names the limit and what was asked for. */
    public StorageFullException(long usedBytes, long limitBytes, long messageBytes) {
        this("storage full: " + usedBytes + " of " + limitBytes + " bytes are held by unacknowledged messages, "
                + messageBytes + " more do not fit; let a subscription catch up, unsubscribe it, or raise the limit");
    }

    private StorageFullException(String explanation) {
        super(explanation, null, false, false);
        this.explanation = explanation;
    }

    /** The message, never null. */
    public String explanation() {
        return explanation;
    }
}
