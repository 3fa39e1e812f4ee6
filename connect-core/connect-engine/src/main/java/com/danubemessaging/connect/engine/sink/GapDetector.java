package com.danubemessaging.connect.engine.sink;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.function.Consumer;

/**
 * Finds records that the broker skipped. Where one process at a time reads a reliable topic, offsets are contiguous, so
 * a jump is a gap. Offsets that come back after a jump are taken out of the gap again.
 *
 * <p>A jump is not told at once. What is published at the same moment a broker of release 0.15 may deliver a few places
 * out of the order of its offsets; only what has not come for a while was skipped.
 *
 * <p>What an earlier run acknowledged, or another consumer of the same name, does not come either. How far they may
 * have got is known ({@code seen}) or not; a gap is certain above that, and everywhere once the run has settled.
 */
final class GapDetector {

    /** Gaps remembered to recognize late arrivals; older ones stay counted. */
    private static final int REMEMBERED = 64;

    /** Most jumps that wait to be told; beyond it the oldest is told at once. */
    private static final int MOST_UNCONFIRMED = 1024;

    /**
     * For so long after its first delivery a run may be filling in what the run before it left: the broker's
     * acknowledgement time-out, 30 s. Only time in which the stream is read counts.
     */
    static final long SETTLING_MILLIS = 30_000;

    private final Readers readers;
    private final Totals totals;
    private final long confirmMillis;
    private final ArrayDeque<SinkEvent.Gap> open = new ArrayDeque<>();

    /** In the order of their offsets, which is that of their times. */
    private final List<Unconfirmed> unconfirmed = new ArrayList<>();

    private long expected;
    private boolean knowsExpected;
    private boolean anyArrived;
    private long firstArrival;
    private boolean isStopped;
    private long stoppedAt;

    /** Highest offset that others may have been given. Unsigned, so that -1, unknown, is above all. */
    private long seen;

    /** Records that have not come yet, and since when one above them is there. */
    private record Unconfirmed(SinkEvent.Gap gap, long since) {}

    /**
     * Active unless others read at the same time.
     *
     * @param confirmMillis how long a record may come late
     * @param mark the last contiguously acknowledged offset of an earlier run, or -1
     * @param seen the highest offset that an earlier run may have been given, or -1 if unknown
     */
    GapDetector(Readers readers, long mark, long seen, long confirmMillis, Totals totals) {
        this.confirmMillis = confirmMillis;
        this.readers = readers;
        this.knowsExpected = mark != -1;
        this.expected = mark + 1;
        this.seen = seen;
        this.totals = totals;
    }

    /** A record above all others arrived; what was skipped before it is reported and counted in time. */
    void arrived(int partition, long offset, long now, Consumer<SinkEvent> events) {
        if (readers == Readers.SEVERAL) {
            return;
        }
        if (!anyArrived) {
            anyArrived = true;
            firstArrival = now;
        }
        int order = knowsExpected ? Long.compareUnsigned(offset, expected) : 0;
        if (order > 0) {
            skipped(partition, expected, offset - 1, now, events);
            confirm(now, events);
        }
        if (order >= 0) {
            expected = offset + 1;
            knowsExpected = true;
        }
    }

    private void skipped(int partition, long from, long to, long now, Consumer<SinkEvent> events) {
        if (isSettled(now) || Long.compareUnsigned(from, seen) > 0) {
            jumped(new SinkEvent.Gap(partition, from, to, true), now, events);
        } else if (Long.compareUnsigned(to, seen) <= 0) {
            jumped(new SinkEvent.Gap(partition, from, to, false), now, events);
        } else {
            jumped(new SinkEvent.Gap(partition, from, seen, false), now, events);
            jumped(new SinkEvent.Gap(partition, seen + 1, to, true), now, events);
        }
    }

    private void jumped(SinkEvent.Gap gap, long now, Consumer<SinkEvent> events) {
        if (gap.from() == 0) {
            // No mark is below it, so that a run that is killed now could not leave it to the next one to tell.
            report(gap, events);
        } else {
            unconfirmed.add(new Unconfirmed(gap, now));
        }
    }

    /** The lowest record that may still come late or be told of, for {@link #hasUnconfirmed}. */
    long lowestUnconfirmed() {
        return unconfirmed.get(0).gap.from();
    }

    /** Whether {@link #confirm} has something to wait for. */
    boolean hasUnconfirmed() {
        return !unconfirmed.isEmpty();
    }

    /** Reports and counts what has not come for so long that it will not. */
    void confirm(long now, Consumer<SinkEvent> events) {
        while (!unconfirmed.isEmpty()
                && (now - unconfirmed.get(0).since >= confirmMillis || unconfirmed.size() > MOST_UNCONFIRMED)) {
            report(unconfirmed.remove(0).gap, events);
        }
    }

    /** Reports all of it: nothing more will be seen of it. */
    void confirmAll(Consumer<SinkEvent> events) {
        while (!unconfirmed.isEmpty()) {
            report(unconfirmed.remove(0).gap, events);
        }
    }

    private boolean isSettled(long now) {
        return anyArrived && (isStopped ? stoppedAt : now) - firstArrival >= SETTLING_MILLIS;
    }

    private void report(SinkEvent.Gap gap, Consumer<SinkEvent> events) {
        long records = gap.to() - gap.from() + 1;
        if (gap.isCertain()) {
            totals.gapRecords += records;
        } else {
            totals.uncertainGapRecords += records;
        }
        remember(gap);
        events.accept(gap);
    }

    private void remember(SinkEvent.Gap gap) {
        if (open.size() == REMEMBERED) {
            open.removeFirst();
        }
        open.addLast(gap);
    }

    /** A record below the highest arrived: if it lies in a gap, the gap was none. */
    void seenAgain(int partition, long offset, Consumer<SinkEvent> events) {
        if (cameLate(offset)) {
            return;
        }
        for (Iterator<SinkEvent.Gap> i = open.iterator(); i.hasNext(); ) {
            SinkEvent.Gap gap = i.next();
            if (holds(gap, offset)) {
                i.remove();
                without(gap, offset).forEach(this::remember);
                events.accept(new SinkEvent.GapFilled(partition, offset, gap.isCertain()));
                return;
            }
        }
    }

    /** Takes a record out of what waits to be reported; false if it is not there. */
    private boolean cameLate(long offset) {
        for (ListIterator<Unconfirmed> i = unconfirmed.listIterator(); i.hasNext(); ) {
            Unconfirmed jump = i.next();
            if (holds(jump.gap, offset)) {
                i.remove();
                without(jump.gap, offset).forEach(rest -> i.add(new Unconfirmed(rest, jump.since)));
                return true;
            }
        }
        return false;
    }

    private static boolean holds(SinkEvent.Gap gap, long offset) {
        return Long.compareUnsigned(offset, gap.from()) >= 0 && Long.compareUnsigned(offset, gap.to()) <= 0;
    }

    /** What is left of a gap when one of its records came, in order. */
    private static List<SinkEvent.Gap> without(SinkEvent.Gap gap, long offset) {
        List<SinkEvent.Gap> rest = new ArrayList<>(2);
        if (gap.from() != offset) {
            rest.add(new SinkEvent.Gap(gap.partition(), gap.from(), offset - 1, gap.isCertain()));
        }
        if (gap.to() != offset) {
            rest.add(new SinkEvent.Gap(gap.partition(), offset + 1, gap.to(), gap.isCertain()));
        }
        return rest;
    }

    /** The stream is paused or closed. */
    void readingStops(long now) {
        if (!isStopped) {
            isStopped = true;
            stoppedAt = now;
        }
    }

    /** The stream is read again after a pause, and goes on where it stood. */
    void readingGoesOn(long now) {
        if (isStopped && anyArrived && !isSettled(now)) {
            firstArrival += now - Math.max(stoppedAt, firstArrival);
        }
        isStopped = false;
    }

    /** The stream is read again after it was closed: what was left to fill in then is left still. */
    void reopened(long now) {
        if (anyArrived && !isSettled(now)) {
            firstArrival = now;
        }
        isStopped = false;
    }

    /**
     * A stream begins. If somebody else may have read since the one before, records go on wherever that one stopped,
     * and what has not come by now may have come there.
     */
    void streamBegins() {
        if (readers == Readers.ONE_AT_A_TIME) {
            knowsExpected = false;
            unconfirmed.replaceAll(jump -> new Unconfirmed(
                    new SinkEvent.Gap(jump.gap.partition(), jump.gap.from(), jump.gap.to(), false), jump.since));
            othersHaveRead();
        }
    }

    /** Another consumer of this name had the stream: what it acknowledged does not come here. */
    void othersHaveRead() {
        seen = PartitionOptions.UNKNOWN;
        anyArrived = false;
    }

    /**
     * The broker counts anew from 0: what does not come from there on was hidden. Not certain at first, since some of
     * it may have come and ended before anybody could tell that it was not of the time before.
     */
    void restart(Consumer<SinkEvent> events) {
        confirmAll(events);
        open.clear();
        expected = 0;
        knowsExpected = true;
        othersHaveRead();
    }

    /**
     * Highest offset that this run, or one before it, may have been given; -1 if that cannot be known.
     *
     * @param highestDelivered to this run
     */
    long seen(long highestDelivered, long now) {
        if (!anyArrived) {
            return seen;
        }
        boolean isBelow = Long.compareUnsigned(highestDelivered, seen) < 0;
        return isBelow && !isSettled(now) ? seen : highestDelivered;
    }
}
