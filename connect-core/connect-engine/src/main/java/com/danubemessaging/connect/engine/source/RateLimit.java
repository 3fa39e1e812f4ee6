package com.danubemessaging.connect.engine.source;

/** A token bucket: at most so many records per second, with bursts of a twentieth of a second. 0 is unlimited. */
final class RateLimit {

    private final double perMilli;
    private final double burst;
    private double tokens;
    private long last = Long.MIN_VALUE;

    RateLimit(long perSecond) {
        this.perMilli = perSecond / 1000.0;
        this.burst = Math.max(1, perSecond / 20.0);
        this.tokens = burst;
    }

    /** Takes a token if there is one. */
    boolean tryTake(long now) {
        if (perMilli == 0) {
            return true;
        }
        refill(now);
        if (tokens < 1) {
            return false;
        }
        tokens -= 1;
        return true;
    }

    /** When the next token is there. */
    long nextAt(long now) {
        return now + Math.max(1, (long) Math.ceil((1 - tokens) / perMilli));
    }

    private void refill(long now) {
        if (last != Long.MIN_VALUE) {
            tokens = Math.min(burst, tokens + (now - last) * perMilli);
        }
        last = now;
    }
}
