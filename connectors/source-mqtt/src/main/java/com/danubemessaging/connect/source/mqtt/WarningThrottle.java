package com.danubemessaging.connect.source.mqtt;

import java.time.Duration;

/** Lets one warning of a kind through per interval and counts the others. Confined to one thread. */
final class WarningThrottle {

    private final long intervalNanos;
    private long nextNanos;
    private boolean isFirst = true;
    private long heldBack;

    WarningThrottle(Duration interval) {
        this.intervalNanos = interval.toNanos();
    }

    /**
     * Asks to warn.
     *
     * @param nowNanos {@link System#nanoTime()}
     * @return how many events the warning stands for, this one included; 0: do not warn
     */
    long pass(long nowNanos) {
        heldBack++;
        if (!isFirst && nowNanos - nextNanos < 0) {
            return 0;
        }
        isFirst = false;
        nextNanos = nowNanos + intervalNanos;
        long events = heldBack;
        heldBack = 0;
        return events;
    }
}
