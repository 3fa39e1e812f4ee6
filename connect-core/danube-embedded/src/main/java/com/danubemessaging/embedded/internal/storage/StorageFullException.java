package com.danubemessaging.embedded.internal.storage;

/** A message was refused because the store has reached its byte limit. */
public final class StorageFullException extends StorageException {

    private static final long serialVersionUID = 1L;

    /** Names the limit and what was asked for. */
    public StorageFullException(long usedBytes, long limitBytes, long messageBytes) {
        super("storage full: " + usedBytes + " of " + limitBytes + " bytes are held by unacknowledged messages, "
                + messageBytes + " more do not fit; let a subscription catch up, unsubscribe it, or raise the limit");
    }
}
