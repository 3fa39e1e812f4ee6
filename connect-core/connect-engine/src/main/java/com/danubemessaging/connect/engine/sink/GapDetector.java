package com.danubemessaging.connect.engine.sink;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.function.Consumer;

/**
 * Finds records that the broker skipped. Where one process reads a reliable topic alone, offsets are contiguous, so a
 * jump is a gap. Offsets that come back after a jump are taken out of the gap again.
 *
 * <p>What an earlier run acknowledged, or another consumer of the same name, does not come either. How far they may
 * have got is known ({@code seen}) or not; a gap is certain above that, and everywhere once the run has settled.
 */
final class GapDetector {

    /** Gaps remembered to recognize late arrivals; older ones stay counted. */
    private static final int REMEMBERED = 64;

    /**
     * For so long after its first delivery a run may be filling in what the run before it left: the broker's
     * acknowledgement time-out, 30 s. Only time in which the stream is read counts.
     */
    static final long SETTLING_MILLIS = 30_000;

    private final boolean isActive;
    private final Totals totals;
    private final ArrayDeque<SinkEvent.Gap> open = new ArrayDeque<>();
    private long expected;
    private boolean knowsExpected;
    private boolean anyArrived;
    private long firstArrival;
    private boolean isStopped;
    private long stoppedAt;

    /** Highest offset that others may have been given. Unsigned, so that -1, unknown, is above all. */
    private long seen;

    /**
     * Active only if read alone.
     *
     * @param mark the last contiguously acknowledged offset of an earlier run, or -1
     * @param seen the highest offset that an earlier run may have been given, or -1 if unknown
     */
    GapDetector(boolean readAlone, long mark, long seen, Totals totals) {
        this.isActive = readAlone;
        this.knowsExpected = mark != -1;
        this.expected = mark + 1;
        this.seen = seen;
        this.totals = totals;
    }

    /** A record above all others arrived; reports and counts what was skipped before it. */
    void arrived(int partition, long offset, long now, Consumer<SinkEvent> events) {
        if (!isActive) {
            return;
        }
        if (!anyArrived) {
            anyArrived = true;
            firstArrival = now;
        }
        int order = knowsExpected ? Long.compareUnsigned(offset, expected) : 0;
        if (order > 0) {
            skipped(partition, expected, offset - 1, now, events);
        }
        if (order >= 0) {
            expected = offset + 1;
            knowsExpected = true;
        }
    }

    private void skipped(int partition, long from, long to, long now, Consumer<SinkEvent> events) {
        if (isSettled(now) || Long.compareUnsigned(from, seen) > 0) {
            report(new SinkEvent.Gap(partition, from, to, true), events);
        } else if (Long.compareUnsigned(to, seen) <= 0) {
            report(new SinkEvent.Gap(partition, from, to, false), events);
        } else {
            report(new SinkEvent.Gap(partition, from, seen, false), events);
            report(new SinkEvent.Gap(partition, seen + 1, to, true), events);
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
        for (Iterator<SinkEvent.Gap> i = open.iterator(); i.hasNext(); ) {
            SinkEvent.Gap gap = i.next();
            if (Long.compareUnsigned(offset, gap.from()) >= 0 && Long.compareUnsigned(offset, gap.to()) <= 0) {
                i.remove();
                if (gap.from() != offset) {
                    remember(new SinkEvent.Gap(partition, gap.from(), offset - 1, gap.isCertain()));
                }
                if (gap.to() != offset) {
                    remember(new SinkEvent.Gap(partition, offset + 1, gap.to(), gap.isCertain()));
                }
                events.accept(new SinkEvent.GapFilled(partition, offset, gap.isCertain()));
                return;
            }
        }
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

    /** Another consumer of this name had the stream: what it acknowledged does not come here. */
    void othersHaveRead() {
        seen = PartitionOptions.UNKNOWN;
        anyArrived = false;
    }

    /**
     * The broker counts anew from 0: what does not come from there on was hidden. Not certain at first, since some of
     * it may have come and ended before anybody could tell that it was not of the time before.
     */
    void restart() {
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
