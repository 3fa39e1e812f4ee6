package com.danubemessaging.embedded.internal.storage.disk;

/** What the file holds, or is about to hold, of one topic's log. Confined to the broker's context. */
final class DiskTopic {

    private final long log;
    private long start;
    private long end;

    DiskTopic(long log, long start, long end) {
        this.log = log;
        this.start = start;
        this.end = end;
    }

    /** Number of the log in the file. */
    long log() {
        return log;
    }

    /** Offset of the oldest message in the file. */
    long start() {
        return start;
    }

    /** Offset behind the newest message in the file. */
    long end() {
        return end;
    }

    void moveTo(long newStart, long newEnd) {
        start = newStart;
        end = newEnd;
    }

    Batch.Range all() {
        return new Batch.Range(log, start, end);
    }
}
