package com.danubemessaging.connect.engine.sink;

import org.jspecify.annotations.Nullable;

/** A delivery in the ledger; node of two intrusive lists, so that the hot path allocates one object a record. */
final class Entry<R> implements Delivery<R> {

    enum State {
        /** In a ready queue, or held by its blocked lane. */
        PENDING,
        /** In the batch of a task. */
        IN_BATCH,
        /** Failed, waits for its next attempt; heads its lane's held records. */
        WAITING_RETRY,
        /** On its way to the dead letter topic. */
        DEAD_LETTERING,
        /** Finished; its acknowledgement has not left. */
        DONE,
        /** Acknowledgement under way. */
        ACK_SENT,
        /** Acknowledgement failed, waits for its repetition. */
        ACK_FAILED,
        /** Left the ledger. */
        GONE
    }

    final R record;
    final PartitionLedger<R> ledger;
    final Lane<R> lane;
    final long offset;
    final long identity;
    final int bytes;
    long deliveredAt;
    State state = State.PENDING;
    int attempts;
    int ackAttempts;
    /** How often the broker delivered it, as far as this process saw. */
    int deliveries = 1;
    /** The stream was opened again since it came: the copy that will come is counted already. */
    boolean isCopyExpected;
    /** The epoch of its partition in which it came: see {@link PartitionLedger}. */
    int epoch;
    /** Came below the highest offset. */
    boolean isLate;
    /** A copy came while the acknowledgement was pending: the broker may have ignored it, so acknowledge once more. */
    boolean ackAgain;
    /** Told apart from all others by a number of our own: its offset and identity may not be its alone. */
    boolean isAnonymous;
    /** Known as done already: acknowledged only, never handed to a task. */
    boolean ackOnly;
    /** Made a whole batch fail: goes alone from now on. */
    boolean isSuspect;

    @Nullable
    Entry<R> lower;

    @Nullable
    Entry<R> higher;

    @Nullable
    Entry<R> nextInLane;

    Entry(
            R record,
            PartitionLedger<R> ledger,
            Lane<R> lane,
            long offset,
            long identity,
            int bytes,
            long deliveredAt,
            int epoch) {
        this.record = record;
        this.ledger = ledger;
        this.lane = lane;
        this.offset = offset;
        this.identity = identity;
        this.bytes = bytes;
        this.deliveredAt = deliveredAt;
        this.epoch = epoch;
    }

    /** Whether it still has to be written, stored as a dead letter or skipped. */
    boolean isUnfinished() {
        return state.compareTo(State.DONE) < 0;
    }

    @Override
    public R record() {
        return record;
    }

    @Override
    public int partition() {
        return ledger.number;
    }

    @Override
    public long offset() {
        return offset;
    }

    @Override
    public int attempts() {
        return attempts;
    }
}
