package com.danubemessaging.connect.engine.sink;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.function.Consumer;

/**
 * Finds records that the broker skipped. Where one process reads a reliable topic alone, offsets are contiguous, so a
 * jump is a gap. Offsets that come back after a jump are taken out of the gap again.
 */
final class GapDetector {

    /** Gaps remembered to recognize late arrivals; older ones stay counted. */
    private static final int REMEMBERED = 64;

    /**
     * For so long after its first delivery a run may be filling in what the run before it left: the broker's
     * acknowledgement time-out, 30 s.
     */
    static final long SETTLING_MILLIS = 30_000;

    private final boolean isActive;
    private final ArrayDeque<SinkEvent.Gap> open = new ArrayDeque<>();
    private long expected;
    private boolean knowsExpected;
    private boolean anyArrived;
    private long firstArrival;

    /** Active only if read alone; {@code mark} is the last acknowledged offset of an earlier run, or -1. */
    GapDetector(boolean readAlone, long mark) {
        this.isActive = readAlone;
        this.knowsExpected = mark != -1;
        this.expected = mark + 1;
    }

    /** A record above all others arrived; returns how many were skipped before it. */
    long arrived(int partition, long offset, long now, Consumer<SinkEvent> events) {
        if (!isActive) {
            return 0;
        }
        if (!anyArrived) {
            anyArrived = true;
            firstArrival = now;
        }
        long skipped = 0;
        if (knowsExpected && Long.compareUnsigned(offset, expected) > 0) {
            skipped = offset - expected;
            SinkEvent.Gap gap =
                    new SinkEvent.Gap(partition, expected, offset - 1, now - firstArrival >= SETTLING_MILLIS);
            if (open.size() == REMEMBERED) {
                open.removeFirst();
            }
            open.addLast(gap);
            events.accept(gap);
        }
        if (!knowsExpected || Long.compareUnsigned(offset, expected) >= 0) {
            expected = offset + 1;
            knowsExpected = true;
        }
        return skipped;
    }

    /** A record below the highest arrived: if it lies in a gap, the gap was none. */
    void seenAgain(int partition, long offset, Consumer<SinkEvent> events) {
        if (open.isEmpty()) {
            return;
        }
        for (Iterator<SinkEvent.Gap> i = open.iterator(); i.hasNext(); ) {
            SinkEvent.Gap gap = i.next();
            if (Long.compareUnsigned(offset, gap.from()) >= 0 && Long.compareUnsigned(offset, gap.to()) <= 0) {
                i.remove();
                if (gap.from() != offset) {
                    open.addLast(new SinkEvent.Gap(partition, gap.from(), offset - 1, gap.isCertain()));
                }
                if (gap.to() != offset) {
                    open.addLast(new SinkEvent.Gap(partition, offset + 1, gap.to(), gap.isCertain()));
                }
                while (open.size() > REMEMBERED) {
                    open.removeFirst();
                }
                events.accept(new SinkEvent.GapFilled(partition, offset));
                return;
            }
        }
    }

    /** The stream is read again after it was closed: what was left to fill in then is left still. */
    void reopened(long closedAt, long now) {
        if (anyArrived && closedAt - firstArrival < SETTLING_MILLIS) {
            firstArrival = now;
        }
    }

    /**
     * The broker counts anew from 0: what does not come from there on was hidden. Not certain at first, since some of
     * it may have come and ended before anybody could tell that it was not of the time before.
     */
    void restart() {
        open.clear();
        expected = 0;
        knowsExpected = true;
        anyArrived = false;
    }
}
