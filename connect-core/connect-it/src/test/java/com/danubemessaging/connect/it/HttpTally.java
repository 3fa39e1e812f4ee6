package com.danubemessaging.connect.it;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What senders were answered. Thread-safe. */
final class HttpTally {

    private final Map<Integer, Integer> answers = new TreeMap<>();
    private int broken;
    private int withoutRetryAfter;
    private long slowestNanos;

    synchronized void answered(int status, @Nullable String retryAfter, long nanos) {
        answers.merge(status, 1, Integer::sum);
        if (status == 503 && retryAfter == null) {
            withoutRetryAfter++;
        }
        slowestNanos = Math.max(slowestNanos, nanos);
    }

    /** The connection could not be had, or ended before the answer. */
    synchronized void broken() {
        broken++;
    }

    /** How many requests were answered so. */
    synchronized int of(int status) {
        return answers.getOrDefault(status, 0);
    }

    /** How many requests had no answer. */
    synchronized int ofBroken() {
        return broken;
    }

    /** How many requests were not answered 200: their events may be in Danube or not. */
    synchronized int notTaken() {
        return answers.values().stream().mapToInt(n -> n).sum() - of(200) + broken;
    }

    /** How many answers with 503 did not say when to come again. */
    synchronized int withoutRetryAfter() {
        return withoutRetryAfter;
    }

    /** The longest that a sender has waited for an answer. */
    synchronized Duration slowest() {
        return Duration.ofNanos(slowestNanos);
    }

    /** Forgets how long answers took, for a phase of its own. */
    synchronized void forgetSlowest() {
        slowestNanos = 0;
    }

    @Override
    public synchronized String toString() {
        return "answers " + answers + ", " + broken + " without one, slowest "
                + slowest().toMillis() + " ms";
    }
}
