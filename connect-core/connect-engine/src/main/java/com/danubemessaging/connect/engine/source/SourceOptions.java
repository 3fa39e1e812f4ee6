package com.danubemessaging.connect.engine.source;

import com.danubemessaging.connect.engine.Backoff;

/**
 * Settings of a {@link SourceEngine}. Immutable; times in milliseconds.
 *
 * @param heldRecords credit: most records admitted that are not settled, or settled behind one of their source
 *     partition that is not
 * @param heldBytes credit: most payload bytes of those; one record is always admitted
 * @param waitingRecords most records that wait for credit; more are withdrawn at once
 * @param inFlightPerTopic most publishes of one topic under way
 * @param publishBackoff delays between attempts of one publish; its cap should be a second
 * @param invalidPolicy what becomes of a record that can never be published
 */
public record SourceOptions(
        int heldRecords,
        long heldBytes,
        int waitingRecords,
        int inFlightPerTopic,
        Backoff publishBackoff,
        InvalidPolicy invalidPolicy) {

    /** What becomes of a record that can never be published. */
    public enum InvalidPolicy {
        /** To the dead letter topic, durable there before it is committed. */
        DEAD_LETTER,
        /** Counted, reported and committed. */
        SKIP,
        /** The engine stops; the record is not committed. */
        STOP
    }

    /** Checks that everything can move. */
    public SourceOptions {
        if (heldRecords < 1 || waitingRecords < 0 || inFlightPerTopic < 1) {
            throw new IllegalArgumentException("heldRecords and inFlightPerTopic must be at least 1, waitingRecords 0");
        }
    }

    /** The defaults of the runtime. */
    public static SourceOptions defaults() {
        return new SourceOptions(4096, 16L << 20, 4096, 256, new Backoff(100, 1000), InvalidPolicy.DEAD_LETTER);
    }
}
