package com.danubemessaging.embedded.internal.storage;

/** The byte limit that all logs of one store share. */
final class MemoryBudget {

    private final long limitBytes;
    private long usedBytes;

    MemoryBudget(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    void take(long bytes) {
        if (usedBytes + bytes > limitBytes) {
            throw new StorageFullException(usedBytes, limitBytes, bytes);
        }
        usedBytes += bytes;
    }

    /** Takes what was kept before, within the limit or not. */
    void restore(long bytes) {
        usedBytes += bytes;
    }

    void give(long bytes) {
        usedBytes -= bytes;
    }
}
