package com.danubemessaging.connect.engine.sink;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Every delivery of one partition whose acknowledgement has not been answered, in offset order and by identity. Tells
 * copies from new records, finds gaps, and decides when an acknowledgement may leave.
 *
 * <p>An identity stands for (topic, offset, producer id, request id, publish time): offsets alone restart after a
 * broker's data loss.
 */
final class PartitionLedger<R> {

    private enum Mode {
        UNDECIDED,
        RELIABLE,
        NON_RELIABLE
    }

    final int number;
    final PartitionOptions options;
    final DoneRing done;
    final GapDetector gaps;
    private final Totals totals;
    private final IdentityMap<R> byIdentity = new IdentityMap<>();
    private final Map<Object, Lane<R>> lanes = new HashMap<>();
    private final Lane<R> ownLane;
    private final Function<Object, Lane<R>> newLane;

    private @Nullable Entry<R> lowest;
    private @Nullable Entry<R> top;
    private int size;
    private long highestDelivered = -1;
    private boolean anyDelivered;
    private Mode mode = Mode.UNDECIDED;
    private boolean lastWasZero;
    private long zeroIdentity;
    private long localNumber;
    private long mark;

    /** Waits for all lower acknowledgements, because it is the highest delivery. */
    private @Nullable Entry<R> ackWaiting;

    PartitionLedger(
            int number,
            PartitionOptions options,
            int ringSize,
            Totals totals,
            Lane<R> ownLane,
            Function<Object, Lane<R>> newLane) {
        this.number = number;
        this.options = options;
        this.done = new DoneRing(ringSize);
        this.gaps = new GapDetector(options.readAlone(), options.mark());
        this.totals = totals;
        this.ownLane = ownLane;
        this.newLane = newLane;
        this.mark = options.mark();
    }

    /**
     * Takes a delivery in.
     *
     * @return the entry, or null if it is a copy of one in the ledger. An entry that is {@link Entry#ackOnly} must not
     *     be written
     */
    @Nullable
    Entry<R> admit(
            R record,
            @Nullable Object key,
            long offset,
            long identity,
            int bytes,
            long now,
            Consumer<SinkEvent> events) {
        long known = identity;
        if (offset == 0) {
            decideByZero(identity, events);
            // Offset 0 is also what a non-reliable topic says of every record, so it is never taken for a copy.
            known = identity ^ (++localNumber * 0x9E3779B97F4A7C15L);
        } else {
            mode = Mode.RELIABLE;
            lastWasZero = false;
            Entry<R> copyOf = byIdentity.get(identity);
            if (copyOf != null) {
                totals.duplicates++;
                // On its way already: the broker may have scheduled the copy before it came, and ignored it.
                copyOf.ackAgain |= copyOf.state == Entry.State.ACK_SENT;
                return null;
            }
        }
        Lane<R> lane = key == null ? ownLane : lanes.computeIfAbsent(key, newLane);
        Entry<R> entry = new Entry<>(record, this, lane, offset, known, bytes, now);
        if (mode != Mode.NON_RELIABLE) {
            track(entry, identity, events);
        }
        byIdentity.add(entry);
        insertByOffset(entry);
        chain(entry);
        return entry;
    }

    private void decideByZero(long identity, Consumer<SinkEvent> events) {
        // Two different records at offset 0 with nothing between them: this topic does not count. A reliable topic
        // whose broker lost
        // its data also starts at 0 again, but then higher offsets were seen before.
        if (mode == Mode.UNDECIDED && lastWasZero && zeroIdentity != identity) {
            mode = Mode.NON_RELIABLE;
            events.accept(new SinkEvent.NonReliable(number));
        }
        lastWasZero = true;
        zeroIdentity = identity;
    }

    private void track(Entry<R> entry, long identity, Consumer<SinkEvent> events) {
        long offset = entry.offset;
        boolean isNew = !anyDelivered || Long.compareUnsigned(offset, highestDelivered) > 0;
        if (!isNew) {
            if (offset != 0 && done.contains(offset, identity)) {
                entry.ackOnly = true;
                return;
            }
            if (standsElsewhere(offset, identity)) {
                startEpoch(offset, events);
                isNew = true;
            } else {
                done.forgetLater(offset, entry.lane.hash);
                gaps.seenAgain(number, offset, events);
            }
        }
        if (isNew) {
            totals.gapRecords += gaps.arrived(number, offset, events);
            highestDelivered = offset;
            anyDelivered = true;
        }
    }

    /** Whether this offset is known to have held another record. */
    private boolean standsElsewhere(long offset, long identity) {
        if (done.contradicts(offset, identity)) {
            return true;
        }
        for (Entry<R> e = lowest; e != null && Long.compareUnsigned(e.offset, offset) <= 0; e = e.higher) {
            if (e.offset == offset && offset != 0) {
                // Another identity at an offset in flight: the same one would have been found as a copy.
                return true;
            }
        }
        return false;
    }

    private void startEpoch(long offset, Consumer<SinkEvent> events) {
        done.clear();
        gaps.restart(offset);
        mark = -1;
        events.accept(new SinkEvent.NewEpoch(number, offset));
    }

    private void insertByOffset(Entry<R> entry) {
        Entry<R> below = top;
        while (below != null && Long.compareUnsigned(below.offset, entry.offset) > 0) {
            below = below.lower;
        }
        entry.lower = below;
        if (below == null) {
            entry.higher = lowest;
            lowest = entry;
        } else {
            entry.higher = below.higher;
            below.higher = entry;
        }
        Entry<R> above = entry.higher;
        if (above == null) {
            top = entry;
        } else {
            above.lower = entry;
        }
        size++;
    }

    private void chain(Entry<R> entry) {
        Lane<R> lane = entry.lane;
        Entry<R> last = lane.lastUnacked;
        if (last == null || Long.compareUnsigned(last.offset, entry.offset) <= 0) {
            lane.chain(entry);
        } else {
            lane.chainSorted(entry);
        }
    }

    /**
     * Whether the acknowledgement of this entry has to wait for lower ones: it is the highest delivery and others are
     * open.
     */
    boolean mustWait(Entry<R> entry) {
        if (mode == Mode.NON_RELIABLE || entry.offset != highestDelivered || lowest == entry) {
            return false;
        }
        ackWaiting = entry;
        return true;
    }

    /** The entry that waited for lower acknowledgements and need not any more; null if there is none. */
    @Nullable
    Entry<R> takeReleased() {
        Entry<R> waiting = ackWaiting;
        if (waiting == null || (waiting.offset == highestDelivered && lowest != waiting)) {
            return null;
        }
        ackWaiting = null;
        return waiting;
    }

    /** Whether acknowledgements are sent at all: a non-reliable topic ignores them. */
    boolean acknowledges() {
        return mode != Mode.NON_RELIABLE;
    }

    /** Forgets an entry whose acknowledgement was answered. */
    void remove(Entry<R> entry) {
        byIdentity.remove(entry);
        Entry<R> below = entry.lower;
        Entry<R> above = entry.higher;
        if (below == null) {
            lowest = above;
        } else {
            below.higher = above;
        }
        if (above == null) {
            top = below;
        } else {
            above.lower = below;
        }
        entry.lower = null;
        entry.higher = null;
        size--;
        entry.state = Entry.State.GONE;
        if (entry.offset != 0 && mode != Mode.NON_RELIABLE) {
            done.add(entry.offset, entry.identity, entry.lane.hash);
        }
        dropIfEmpty(entry.lane);
    }

    /** Forgets a lane that holds nothing. */
    void dropIfEmpty(Lane<R> lane) {
        Object key = lane.key;
        if (key != null && lane.isEmpty()) {
            lanes.remove(key, lane);
        }
    }

    /** Highest offset below which everything delivered is acknowledged, or -1; never goes back within an epoch. */
    long mark() {
        if (anyDelivered && mode != Mode.NON_RELIABLE) {
            Entry<R> first = lowest;
            long contiguous = first == null ? highestDelivered : first.offset - 1;
            if (contiguous != -1 && (mark == -1 || Long.compareUnsigned(contiguous, mark) > 0)) {
                mark = contiguous;
            }
        }
        return mark;
    }

    /** When the oldest open delivery came, or {@code Long.MAX_VALUE}. */
    long oldestDelivery() {
        long oldest = Long.MAX_VALUE;
        for (Entry<R> e = lowest; e != null; e = e.higher) {
            oldest = Math.min(oldest, e.deliveredAt);
        }
        return oldest;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }
}
