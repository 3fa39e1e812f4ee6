package com.danubemessaging.connect.runtime.broker;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells whether the broker has fallen silent: calls are under way, and for a while none of them came to an end. A
 * network that swallows everything looks like this long before the first call is given up (after ten seconds).
 *
 * <p>A broker that is slow and answers is not silent. One that needs longer than the limit for a single call is taken
 * for silent once; from then on twice that time is allowed, until an answer is prompt again. After a black hole that is
 * at once. Costs two readings of the clock per call and remembers nothing of them. Confined to the runtime's context.
 */
final class Silence {

    /** Without any answer for so long, while one is due, nothing can be said to move. */
    static final long LIMIT_MILLIS = 3000;

    private static final long LIMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS);

    private final LongSupplier nanoClock;
    private int open;
    private long quietSince;
    private long limit = LIMIT_NANOS;

    /** @param nanoClock nanoseconds from any origin; must not run backwards */
    Silence(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** A call begins; returns what to give to {@link #answered}. */
    long asked() {
        long now = nanoClock.getAsLong();
        if (open++ == 0) {
            quietSince = now;
        }
        return now;
    }

    /** A call has ended, well or badly. */
    void answered(long askedAt) {
        long now = nanoClock.getAsLong();
        long took = now - askedAt;
        open--;
        quietSince = now;
        limit = took <= LIMIT_NANOS ? LIMIT_NANOS : Math.max(limit, 2 * took);
    }

    /** Something else came from the broker. */
    void heard() {
        if (open > 0) {
            quietSince = nanoClock.getAsLong();
        }
    }

    /** What is under way is not waited for any more, and its end is not told. */
    void forget() {
        open = 0;
        limit = LIMIT_NANOS;
    }

    /** For how many whole seconds the broker has been silent; 0 while it is not. */
    long seconds() {
        long quiet = open > 0 ? nanoClock.getAsLong() - quietSince : 0;
        return quiet > limit ? TimeUnit.NANOSECONDS.toSeconds(quiet) : 0;
    }
}
