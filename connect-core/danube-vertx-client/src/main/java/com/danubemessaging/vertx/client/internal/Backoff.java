package com.danubemessaging.vertx.client.internal;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next try: a pure function. The n-th pause (from 0) is d = min(base · 2^n, max), taken at
 * random from [d/2, d] so that many clients do not come back in step.
 *
 * @param baseMillis the first d, at least 1
 * @param maxMillis the largest d, at least 1
 */
public record Backoff(long baseMillis, long maxMillis) {

    private static final int MAX_SHIFT = 30;

    public static Backoff of(Duration base, Duration max) {
        return new Backoff(base.toMillis(), max.toMillis());
    }

    /**
     * @param failures how many tries have failed in a row before this one, from 0
     * @param random gives a number in [0, 1)
     * @return milliseconds, at least 1
     */
    public long delayMillis(int failures, DoubleSupplier random) {
        long ceiling = maxMillis;
        int shift = Math.min(failures, MAX_SHIFT);
        if (baseMillis <= maxMillis >> shift) {
            ceiling = baseMillis << shift;
        }
        long floor = (ceiling + 1) / 2;
        return Math.max(1, floor + (long) (random.getAsDouble() * (ceiling - floor + 1)));
    }
}
