package com.danubemessaging.connect.engine.sink;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What must stay in order: a key, or a partition for records without one. Bound to one task, so never in two batches at
 * once. Two things are kept: the records that wait because the lane is blocked, and the chain of all its deliveries
 * whose acknowledgement has not left, oldest first.
 */
final class Lane<R> {

    /** The key in the dispatcher's map; null for the lane of a partition. */
    final @Nullable Object key;

    final ReadyQueue<R> queue;
    final int hash;

    /** Its deliveries in the ledger; the lane is forgotten when there are none. */
    int open;

    /** How many of them are in the ready queue. What arrives while the lane is blocked must not overtake them. */
    int queued;

    /** How many reasons block the lane: a retry that waits, dead letters on their way. */
    int blockers;
    /** The batch in which a record of this lane came back as RETRY, to recognize a DONE behind it. */
    long retryInBatch = -1;
    /** An acknowledgement of this lane failed and has to be repeated before the next one leaves. */
    boolean ackStalled;

    private @Nullable ArrayDeque<Entry<R>> held;

    @Nullable
    Entry<R> firstUnacked;

    @Nullable
    Entry<R> lastUnacked;

    Lane(@Nullable Object key, ReadyQueue<R> queue, int hash) {
        this.key = key;
        this.queue = queue;
        this.hash = hash;
    }

    boolean isBlocked() {
        return blockers > 0;
    }

    void hold(Entry<R> entry) {
        if (held == null) {
            held = new ArrayDeque<>();
        }
        held.addLast(entry);
    }

    /** Holds entries that precede everything held, in their order. */
    void holdFirst(Entry<R> entry) {
        if (held == null) {
            held = new ArrayDeque<>();
        }
        held.addFirst(entry);
    }

    /** Gives back what was held, to be put at the front of the ready queue; null if nothing was. */
    @Nullable
    ArrayDeque<Entry<R>> releaseHeld() {
        ArrayDeque<Entry<R>> released = held;
        held = null;
        return released;
    }

    void chain(Entry<R> entry) {
        Entry<R> last = lastUnacked;
        if (last == null) {
            firstUnacked = entry;
        } else {
            last.nextInLane = entry;
        }
        lastUnacked = entry;
    }

    /** Chains a copy of an older record in front of the newer ones. */
    void chainSorted(Entry<R> entry) {
        Entry<R> before = null;
        Entry<R> after = firstUnacked;
        while (after != null && Long.compareUnsigned(after.offset, entry.offset) <= 0) {
            before = after;
            after = after.nextInLane;
        }
        entry.nextInLane = after;
        if (before == null) {
            firstUnacked = entry;
        } else {
            before.nextInLane = entry;
        }
        if (after == null) {
            lastUnacked = entry;
        }
    }

    /** Takes the first of the chain off, because its acknowledgement leaves. */
    void unchainFirst() {
        Entry<R> first = firstUnacked;
        if (first != null) {
            firstUnacked = first.nextInLane;
            first.nextInLane = null;
            if (firstUnacked == null) {
                lastUnacked = null;
            }
        }
    }
}
