package com.danubemessaging.connect.engine.sink;

import java.util.ArrayDeque;
import java.util.List;

/**
 * What is ready for one task, of one subscription: a FIFO, the state of the target as this pair sees it, and the limit
 * of the next batch while a failed one is being halved.
 */
final class ReadyQueue<R> {

    static final int NO_LIMIT = Integer.MAX_VALUE;

    final int task;
    final int subscription;
    private final ArrayDeque<Entry<R>> entries = new ArrayDeque<>();
    private long bytes;

    /** Most records of the next batch; below {@link #NO_LIMIT} while {@link #suspects} records are under suspicion. */
    int limit = NO_LIMIT;

    int suspects;

    /** The target is down: nothing goes out before {@link #probeAt}. */
    boolean isDown;

    long probeAt;
    int probes;

    /** When the first record of what is gathered arrived. */
    long gatheringSince;

    /** A timer looks at this queue when its gathering may be over; one is enough. */
    boolean isGatheringWatched;

    long lastArrival;

    ReadyQueue(int task, int subscription) {
        this.task = task;
        this.subscription = subscription;
    }

    void add(Entry<R> entry, long now) {
        if (entries.isEmpty()) {
            gatheringSince = now;
        }
        lastArrival = now;
        entries.addLast(entry);
        entry.lane.queued++;
        bytes += entry.bytes;
    }

    /** Puts entries back in front, in their order. */
    void putBack(List<Entry<R>> first) {
        for (int i = first.size() - 1; i >= 0; i--) {
            addFirst(first.get(i));
        }
    }

    void putBack(ArrayDeque<Entry<R>> first) {
        while (!first.isEmpty()) {
            addFirst(first.removeLast());
        }
    }

    private void addFirst(Entry<R> entry) {
        entry.state = Entry.State.PENDING;
        entries.addFirst(entry);
        entry.lane.queued++;
        bytes += entry.bytes;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    int size() {
        return entries.size();
    }

    long bytes() {
        return bytes;
    }

    /**
     * Takes the next batch: at most {@code maxRecords} and {@code maxBytes}, but at least one record if any is free.
     * Records of blocked lanes are moved to their lane on the way.
     */
    void take(int maxRecords, long maxBytes, List<Entry<R>> batch) {
        long taken = 0;
        int most = Math.min(maxRecords, limit);
        while (!entries.isEmpty() && batch.size() < most) {
            Entry<R> entry = entries.getFirst();
            if (entry.lane.isBlocked()) {
                removeFirst(entry);
                entry.lane.hold(entry);
                continue;
            }
            if (!batch.isEmpty() && (entry.isSuspect || taken + entry.bytes > maxBytes)) {
                break;
            }
            removeFirst(entry);
            taken += entry.bytes;
            entry.state = Entry.State.IN_BATCH;
            batch.add(entry);
            if (entry.isSuspect) {
                break;
            }
        }
    }

    private void removeFirst(Entry<R> first) {
        entries.removeFirst();
        first.lane.queued--;
        bytes -= first.bytes;
    }

    /** So many suspects turned out to be harmless, or were singled out: the next step may be twice as large. */
    void cleared(int count) {
        suspects -= count;
        if (suspects <= 0) {
            suspects = 0;
            limit = NO_LIMIT;
        } else if (limit != NO_LIMIT) {
            limit = Math.min(limit * 2, suspects);
        }
    }
}
