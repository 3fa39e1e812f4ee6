package com.danubemessaging.connect.testkit.sim;

import java.util.PriorityQueue;
import java.util.Random;

/** Virtual time, things that will happen, and chance. Time only moves to the next thing that happens. */
final class World {

    /** Chance, the same for the same seed. */
    final Random random;

    private final PriorityQueue<Happening> future = new PriorityQueue<>();
    private long now;
    private long sequence;

    private record Happening(long time, long sequence, Runnable what) implements Comparable<Happening> {
        @Override
        public int compareTo(Happening other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    World(long seed) {
        this.random = new Random(seed);
    }

    /** Milliseconds since the world began. */
    long now() {
        return now;
    }

    void at(long time, Runnable what) {
        future.add(new Happening(Math.max(time, now), sequence++, what));
    }

    void after(long delay, Runnable what) {
        at(now + delay, what);
    }

    /** Runs everything until {@code end}; what lies behind it stays. */
    void runUntil(long end) {
        for (Happening next = future.peek(); next != null && next.time <= end; next = future.peek()) {
            future.remove();
            now = next.time;
            next.what.run();
        }
        now = Math.max(now, end);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Uniform, both ends included. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }
}
