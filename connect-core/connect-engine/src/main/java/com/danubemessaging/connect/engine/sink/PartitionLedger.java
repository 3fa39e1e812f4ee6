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

    /** Copies of deliveries that were open. */
    private long duplicates;

    /** Copies of finished records. */
    private long reacknowledged;

    private @Nullable Entry<R> lowest;
    private @Nullable Entry<R> top;
    private int size;
    private int mostHeld;
    private long highestDelivered = -1;
    private boolean anyDelivered;

    /** Counts how often the broker began to count anew. */
    private int epoch;

    private Mode mode = Mode.UNDECIDED;
    private boolean anyZero;
    private boolean lastWasZero;
    private long zeroIdentity;
    private long localNumber;
    private long mark;

    /** The highest open delivery is finished and waits for all lower acknowledgements. */
    private @Nullable Entry<R> ackWaiting;

    PartitionLedger(
            int number,
            PartitionOptions options,
            int ringSize,
            long gapConfirmMillis,
            Totals totals,
            Lane<R> ownLane,
            Function<Object, Lane<R>> newLane) {
        this.number = number;
        this.options = options;
        this.done = new DoneRing(ringSize);
        this.gaps = new GapDetector(options.readers(), options.mark(), options.seen(), gapConfirmMillis, totals);
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
        if (offset == 0 && mode != Mode.RELIABLE) {
            // Offset 0 is also what a non-reliable topic says of every record. Until a higher offset has shown that
            // this topic counts, no delivery at 0 is taken for a copy; the first keeps its identity for later.
            decideByZero(identity, events);
            known = anyZero ? identity ^ (++localNumber * 0x9E3779B97F4A7C15L) : identity;
            anyZero = true;
        } else {
            mode = Mode.RELIABLE;
            Entry<R> copyOf = byIdentity.get(identity);
            if (copyOf != null) {
                copyArrived(copyOf, now);
                return null;
            }
        }
        Lane<R> lane = key == null ? ownLane : lanes.computeIfAbsent(key, newLane);
        if (mode != Mode.NON_RELIABLE && startsEpoch(offset, identity)) {
            startEpoch(offset, now, events);
        }
        Entry<R> entry = new Entry<>(record, this, lane, offset, known, bytes, now, epoch);
        entry.isAnonymous = known != identity;
        if (mode != Mode.NON_RELIABLE) {
            track(entry, now, events);
        }
        byIdentity.add(entry);
        insertByOffset(entry);
        chain(entry);
        lane.open++;
        return entry;
    }

    private void copyArrived(Entry<R> copyOf, long now) {
        totals.duplicates++;
        duplicates++;
        if (!copyOf.isCopyExpected) {
            copyOf.deliveries++;
        }
        copyOf.isCopyExpected = false;
        // What the broker delivers now is of the present epoch, even if the change was noticed only after it first
        // came.
        copyOf.epoch = epoch;
        // The broker's time-out starts anew with every delivery.
        copyOf.deliveredAt = now;
        // On its way already: the broker may have scheduled the copy before it came, and ignored it.
        copyOf.ackAgain |= copyOf.state == Entry.State.ACK_SENT;
    }

    private void decideByZero(long identity, Consumer<SinkEvent> events) {
        boolean isRepeated = lastWasZero && zeroIdentity == identity;
        if (mode == Mode.UNDECIDED && lastWasZero && !isRepeated) {
            // Two different records at offset 0 with nothing between them: this topic does not count.
            mode = Mode.NON_RELIABLE;
            events.accept(new SinkEvent.NonReliable(number));
        } else if (mode == Mode.NON_RELIABLE && isRepeated) {
            // Non-reliable topics repeat nothing. This one counts, and lost its data when only 0 had been delivered:
            // without acknowledgements its broker would redeliver until it gives up on the subscription.
            mode = Mode.UNDECIDED;
        }
        lastWasZero = true;
        zeroIdentity = identity;
    }

    private boolean startsEpoch(long offset, long identity) {
        return anyDelivered
                && mode == Mode.RELIABLE
                && Long.compareUnsigned(offset, highestDelivered) <= 0
                && !done.contains(offset, identity)
                && (done.contradicts(offset, identity) || standsInFlight(offset));
    }

    /** Whether a delivery at this offset is open; not the same record, that was looked for as a copy. */
    private boolean standsInFlight(long offset) {
        for (Entry<R> e = lowest; e != null && Long.compareUnsigned(e.offset, offset) <= 0; e = e.higher) {
            if (e.offset == offset && e.epoch == epoch && !e.isAnonymous) {
                return true;
            }
        }
        return false;
    }

    private void startEpoch(long offset, long now, Consumer<SinkEvent> events) {
        epoch++;
        anyDelivered = false;
        done.clear();
        gaps.restart(events);
        mark = -1;
        events.accept(new SinkEvent.NewEpoch(number, offset));
        // What came below the highest offset before this was noticed is of the new epoch already.
        for (Entry<R> e = lowest; e != null && Long.compareUnsigned(e.offset, offset) < 0; e = e.higher) {
            if (e.isLate) {
                e.epoch = epoch;
                gaps.arrived(number, e.offset, now, events);
            }
        }
    }

    private void track(Entry<R> entry, long now, Consumer<SinkEvent> events) {
        long offset = entry.offset;
        int order = anyDelivered ? Long.compareUnsigned(offset, highestDelivered) : 1;
        if (order >= 0) {
            highestDelivered = offset;
            anyDelivered = true;
        }
        entry.isLate = order < 0;
        if (order > 0) {
            gaps.arrived(number, offset, now, events);
        } else if (mode == Mode.RELIABLE && done.contains(offset, entry.identity)) {
            entry.ackOnly = true;
            reacknowledged++;
        } else {
            done.forgetLater(offset, entry.lane.hash);
            gaps.seenAgain(number, offset, events);
        }
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
        mostHeld = Math.max(mostHeld, size);
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
     * Whether the acknowledgement of this entry has to wait for lower ones: it is the highest open delivery and others
     * are open.
     */
    boolean mustWait(Entry<R> entry) {
        if (mode == Mode.NON_RELIABLE || lowest == entry || entry != highest()) {
            return false;
        }
        ackWaiting = entry;
        return true;
    }

    /** The highest open delivery of this epoch. */
    private @Nullable Entry<R> highest() {
        Entry<R> e = top;
        while (e != null && e.epoch != epoch) {
            e = e.lower;
        }
        return e;
    }

    /** The entry that waited for lower acknowledgements and need not any more; null if there is none. */
    @Nullable
    Entry<R> takeReleased() {
        Entry<R> waiting = ackWaiting;
        if (waiting == null || (lowest != waiting && waiting == highest())) {
            return null;
        }
        ackWaiting = null;
        return waiting;
    }

    /**
     * Whether the broker has forgotten this delivery with all of its epoch, and may mean another record by its offset.
     */
    boolean isOutdated(Entry<R> entry) {
        return entry.epoch != epoch;
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
        if (entry.epoch == epoch && !entry.isAnonymous && mode != Mode.NON_RELIABLE) {
            done.add(entry.offset, entry.identity, entry.lane.hash);
        }
        Lane<R> lane = entry.lane;
        lane.open--;
        Object key = lane.key;
        if (lane.open == 0 && key != null) {
            lanes.remove(key, lane);
        }
    }

    /**
     * Highest offset below which everything delivered is acknowledged, or -1; never goes back within an epoch. It stays
     * below what may have been skipped and was not told of: the next run tells of it if this one is killed.
     */
    long mark() {
        if (anyDelivered && mode != Mode.NON_RELIABLE) {
            Entry<R> first = lowest;
            // What is open of an earlier epoch may stand above everything of this one.
            boolean isBelow = first != null && Long.compareUnsigned(first.offset, highestDelivered) <= 0;
            long contiguous = first != null && isBelow ? first.offset - 1 : highestDelivered;
            if (contiguous != -1) {
                long told = gaps.hasUnconfirmed() ? gaps.lowestUnconfirmed() - 1 : contiguous;
                contiguous = Long.compareUnsigned(told, contiguous) < 0 ? told : contiguous;
                mark = mark == -1 || Long.compareUnsigned(contiguous, mark) > 0 ? contiguous : mark;
            }
        }
        return mark;
    }

    /** Highest offset that this run or an earlier one may have been given, or -1 if that cannot be known. */
    long seen(long now) {
        return gaps.seen(highestDelivered, now);
    }

    /**
     * Whether the broker has delivered some unfinished record so often that it may soon give up on it, and on the
     * subscription.
     */
    boolean isWorn(int mostDeliveries) {
        for (Entry<R> e = lowest; e != null; e = e.higher) {
            if (e.deliveries >= mostDeliveries && e.isUnfinished()) {
                return true;
            }
        }
        return false;
    }

    boolean anyUnfinished() {
        for (Entry<R> e = lowest; e != null; e = e.higher) {
            if (e.isUnfinished()) {
                return true;
            }
        }
        return false;
    }

    /** The stream is opened again: the broker delivers everything that is open once more, and its time-out starts. */
    void redeliveryStarts(long now) {
        for (Entry<R> e = lowest; e != null; e = e.higher) {
            e.deliveredAt = now;
            e.deliveries++;
            e.isCopyExpected = true;
        }
    }

    int lanes() {
        return lanes.size();
    }

    /** When the oldest open delivery came, or {@code Long.MAX_VALUE}. */
    long oldestDelivery() {
        long oldest = Long.MAX_VALUE;
        for (Entry<R> e = lowest; e != null; e = e.higher) {
            oldest = Math.min(oldest, e.deliveredAt);
        }
        return oldest;
    }

    PartitionCounters counters() {
        return new PartitionCounters(size, mostHeld, duplicates, reacknowledged);
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }
}
