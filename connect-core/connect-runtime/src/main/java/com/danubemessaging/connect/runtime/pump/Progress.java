package com.danubemessaging.connect.runtime.pump;

import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Readiness means progress: tells when something waits and nothing has moved for too long. Also keeps what gauges show,
 * because they are read by any thread and the engine belongs to one. Confined to the runtime's context, but for the
 * values shown.
 */
final class Progress {

    private final LongSupplier clock;
    private final IntSupplier heldRecords;
    private final LongSupplier heldBytes;
    private final LongSupplier lastProgress;
    private final long limitMillis;
    private long heldSince;
    private volatile int shownRecords;
    private volatile long shownBytes;

    Progress(
            LongSupplier clock,
            IntSupplier heldRecords,
            LongSupplier heldBytes,
            LongSupplier lastProgress,
            long limitMillis) {
        this.clock = clock;
        this.heldRecords = heldRecords;
        this.heldBytes = heldBytes;
        this.lastProgress = lastProgress;
        this.limitMillis = limitMillis;
    }

    /** To be called before something is handed to the engine: waiting begins when nothing waited before. */
    void beforeMore() {
        if (heldRecords.getAsInt() == 0) {
            heldSince = clock.getAsLong();
        }
    }

    Optional<String> problem() {
        int held = heldRecords.getAsInt();
        long idle = clock.getAsLong() - Math.max(lastProgress.getAsLong(), heldSince);
        return held > 0 && idle > limitMillis
                ? Optional.of(held + " records are waiting and nothing moved for " + idle / 1000 + " s")
                : Optional.empty();
    }

    void tick() {
        shownRecords = heldRecords.getAsInt();
        shownBytes = heldBytes.getAsLong();
    }

    int shownRecords() {
        return shownRecords;
    }

    double shownBytes() {
        return shownBytes;
    }
}
