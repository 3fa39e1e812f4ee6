package com.danubemessaging.connect.benchmarks.rig;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Watches a count grow in another thread or process. */
final class Progress {

    private static final Duration INTERVAL = Duration.ofMillis(5);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Subject subject;
    private final Callable<Long> count;

    Progress(Subject subject, Callable<Long> count) {
        this.subject = subject;
        this.count = count;
    }

    /**
     * Waits until the count has reached a number; returns what it was when that was seen.
     *
     * @throws IllegalStateException if the process has ended, or two minutes were not enough
     */
    long await(long number) throws Exception {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        long seen = count.call();
        while (seen < number) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("only " + seen + " of " + number + " within " + LIMIT);
            }
            subject.requireAlive();
            LockSupport.parkNanos(INTERVAL.toNanos());
            seen = count.call();
        }
        return seen;
    }

    /** Measures what happens from {@code warm} to {@code all}. */
    Run measure(long warm, long all) throws Exception {
        long first = await(warm);
        long begun = System.nanoTime();
        Duration cpuBefore = subject.cpu();
        long allocatedBefore = subject.allocatedBytes();
        long last = await(all);
        double seconds = (System.nanoTime() - begun) / 1e9;
        long records = last - first;
        double cpuMicros = subject.cpu().minus(cpuBefore).toNanos() / 1e3 / records;
        double allocated = (subject.allocatedBytes() - allocatedBefore) / (double) records;
        return new Run(records / seconds, cpuMicros, allocated);
    }
}
