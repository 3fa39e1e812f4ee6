package com.danubemessaging.connect.engine;

import java.util.random.RandomGenerator;

/**
 * Delays between retries. For retry n = 1, 2, …: {@code raw = base * 2^(n-1)}, {@code capped = min(raw, max)},
 * {@code jittered = capped * U} with U uniform in [0.5, 1.5), {@code delay = min(jittered, max)} in whole milliseconds:
 * the formula of the Rust connectors. A cap below the base is honoured. Retry 0 waits 0 ms.
 *
 * @param baseMillis 0 or more
 * @param maxMillis 0 or more
 */
public record Backoff(long baseMillis, long maxMillis) {

    /** Checks ranges. */
    public Backoff {
        if (baseMillis < 0 || maxMillis < 0) {
            throw new IllegalArgumentException("backoff times must not be negative: " + baseMillis + ", " + maxMillis);
        }
    }

    /** The delay before retry {@code retry}. */
    public long delayMillis(int retry, RandomGenerator random) {
        if (retry <= 0) {
            return 0;
        }
        // 2^40 ms are 34 years: beyond any cap, and far from overflow.
        double raw = (double) baseMillis * (1L << Math.min(retry - 1, 40));
        double capped = Math.min(raw, (double) maxMillis);
        return (long) Math.min(capped * (0.5 + random.nextDouble()), (double) maxMillis);
    }
}
