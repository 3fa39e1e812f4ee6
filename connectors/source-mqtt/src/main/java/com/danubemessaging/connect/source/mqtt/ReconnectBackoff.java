package com.danubemessaging.connect.source.mqtt;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next connection attempt: a base that doubles up to a cap, times a random factor from 0.5
 * to 1.5, so that many clients of a restarted broker do not come back in one instant.
 */
final class ReconnectBackoff {

    /** 2 to this power times any sensible base exceeds any sensible cap. */
    private static final int MAX_DOUBLINGS = 20;

    private final long baseMillis;
    private final long capMillis;
    private final RandomGenerator random;
    private int attempts;

    ReconnectBackoff(Duration base, Duration cap, RandomGenerator random) {
        this.baseMillis = base.toMillis();
        this.capMillis = cap.toMillis();
        this.random = random;
    }

    /** The next delay, in milliseconds: at least 1, at most the cap. */
    long nextMillis() {
        long raw = Math.min(baseMillis << Math.min(attempts, MAX_DOUBLINGS), capMillis);
        attempts++;
        long jittered = (long) (raw * (0.5 + random.nextDouble()));
        return Math.max(1, Math.min(jittered, capMillis));
    }

    /** A connection has proved to be stable: starts at the base again. */
    void reset() {
        attempts = 0;
    }
}
