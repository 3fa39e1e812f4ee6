package com.danubemessaging.connect.engine;

import java.util.PriorityQueue;
import java.util.function.LongConsumer;

/** Timers of an engine: a heap and one outstanding wake-up. Confined to its engine. */
public final class Timers {

    private final PriorityQueue<Timer> heap = new PriorityQueue<>();
    private final LongConsumer wakeAt;
    private long sequence;
    private long requested = Long.MAX_VALUE;

    /**
     * Creates an empty set.
     *
     * @param wakeAt told whenever the engine must be woken earlier than it last asked for
     */
    public Timers(LongConsumer wakeAt) {
        this.wakeAt = wakeAt;
    }

    /**
     * Runs {@code action} with the current time at {@code time} or soon after. Timers of one time run in the order they
     * were set.
     */
    public void at(long time, LongConsumer action) {
        heap.add(new Timer(time, sequence++, action));
        request();
    }

    /** Runs everything that is due at {@code now}. */
    public void run(long now) {
        requested = Long.MAX_VALUE;
        // Only what was due on entry: an action that sets a timer for now must not spin here.
        long last = sequence;
        while (!heap.isEmpty() && heap.peek().time <= now && heap.peek().sequence < last) {
            heap.remove().action.accept(now);
        }
        request();
    }

    private void request() {
        Timer first = heap.peek();
        if (first != null && first.time < requested) {
            requested = first.time;
            wakeAt.accept(first.time);
        }
    }

    private record Timer(long time, long sequence, LongConsumer action) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }
}
