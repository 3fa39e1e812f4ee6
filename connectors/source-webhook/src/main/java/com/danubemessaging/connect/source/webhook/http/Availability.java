package com.danubemessaging.connect.source.webhook.http;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether events can be taken: not while the connector stops, and not for ten seconds after Danube did not confirm one,
 * unless it has confirmed another since. Confined to the connector's context.
 */
final class Availability {

    private static final long DOUBT_NANOS = Duration.ofSeconds(10).toNanos();

    private final LongSupplier nanoTime;
    private boolean isStopping;
    private boolean isInDoubt;
    private long failedAt;

    Availability(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void confirmed() {
        isInDoubt = false;
    }

    void notConfirmed() {
        isInDoubt = true;
        failedAt = nanoTime.getAsLong();
    }

    void stop() {
        isStopping = true;
    }

    boolean isStopping() {
        return isStopping;
    }

    boolean isReady() {
        return !isStopping && !(isInDoubt && nanoTime.getAsLong() - failedAt < DOUBT_NANOS);
    }
}
