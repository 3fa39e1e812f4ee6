package com.danubemessaging.connect.engine.sink;

import com.danubemessaging.connect.engine.Backoff;

/**
 * Settings of a {@link SinkEngine}. Immutable; times in milliseconds.
 *
 * @param tasks how many tasks write side by side, at least 1
 * @param batchRecords most records of a batch, at least 1
 * @param batchBytes most payload bytes of a batch; a single larger record goes alone
 * @param lingerMillis how long records may be gathered; 0 sends them as soon as a task is idle
 * @param lingerIdleMillis gathering ends when nothing arrived for this long: the broker may be waiting for
 *     acknowledgements
 * @param maxRetries retries of one record before it is given up
 * @param recordBackoff delays between the retries of one record
 * @param probeBackoff delays between attempts while the target is down; its cap should be a second
 * @param ackBackoff delays between attempts of one acknowledgement
 * @param invalidPolicy what becomes of a record that is given up
 * @param onGap what a gap in the offsets leads to
 * @param heldRecords credit: most deliveries held, twice as many at the worst; at least half of what the broker's
 *     windows of all partitions hold, or the broker may give up on records that are never read
 * @param heldBytes credit: most payload bytes held; as for the records, and at least the largest record
 * @param pauseMillis longest pause of a stream for lack of credit before it is closed
 * @param patienceMillis age of the oldest unacknowledged delivery at which a stream is closed; below the broker's ack
 *     time-out (30 s)
 * @param takeoverWindowMillis two streams ended by the broker within this time are a takeover
 * @param takeoverWaitMillis how long the taken-over consumer stays away, plus up to half as much
 * @param callTimeoutMillis longest call of a task before it is fenced and interrupted
 * @param callGraceMillis time for an interrupted call to return before the engine stops
 * @param gapConfirmMillis how long a record may come late before it is taken for skipped; a broker delivers what is
 *     published at the same moment a few places out of order
 */
public record SinkOptions(
        int tasks,
        int batchRecords,
        long batchBytes,
        long lingerMillis,
        long lingerIdleMillis,
        int maxRetries,
        Backoff recordBackoff,
        Backoff probeBackoff,
        Backoff ackBackoff,
        InvalidPolicy invalidPolicy,
        GapPolicy onGap,
        int heldRecords,
        long heldBytes,
        long pauseMillis,
        long patienceMillis,
        long takeoverWindowMillis,
        long takeoverWaitMillis,
        long callTimeoutMillis,
        long callGraceMillis,
        long gapConfirmMillis) {

    /** What becomes of a record that can never be delivered. */
    public enum InvalidPolicy {
        /** To the dead letter topic, durable there before it is acknowledged. */
        DEAD_LETTER,
        /** Counted, reported and acknowledged. */
        SKIP,
        /** The engine stops; the record stays unacknowledged. */
        STOP
    }

    /** What a gap in the offsets of a partition that is read alone leads to. */
    public enum GapPolicy {
        /** Counted and reported. */
        WARN,
        /** The engine stops. */
        STOP
    }

    /** Checks the ranges that would make the engine spin or starve. */
    public SinkOptions {
        if (tasks < 1 || batchRecords < 1 || heldRecords < 1 || maxRetries < 0) {
            throw new IllegalArgumentException(
                    "tasks, batchRecords and heldRecords must be at least 1, maxRetries at least 0");
        }
    }

    /** One task and the defaults of the runtime. */
    public static SinkOptions defaults() {
        return new SinkOptions(
                1,
                1000,
                8L << 20,
                0,
                20,
                3,
                new Backoff(1000, 30_000),
                new Backoff(250, 1000),
                new Backoff(100, 1000),
                InvalidPolicy.DEAD_LETTER,
                GapPolicy.WARN,
                4096,
                16L << 20,
                1000,
                20_000,
                10_000,
                60_000,
                300_000,
                10_000,
                1000);
    }
}
