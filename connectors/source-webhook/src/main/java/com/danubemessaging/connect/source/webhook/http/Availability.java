package com.danubemessaging.connect.source.webhook.http;

import com.danubemessaging.connect.api.RecordEmitter;
import com.danubemessaging.connect.source.webhook.answer.Refusal;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether events can be taken: from {@link #open} on, until the connector stops. It is not ready either while the
 * runtime knows that Danube is away, and for ten seconds after Danube did not confirm an event, unless it has confirmed
 * another since. Confined to the connector's context.
 */
final class Availability {

    /** For what passes by itself. */
    static final long RETRY_SOON_SECONDS = 1;

    /** For what may take a while. */
    static final long RETRY_OUTAGE_SECONDS = 5;

    private static final long DOUBT_NANOS = Duration.ofSeconds(10).toNanos();

    private final LongSupplier nanoTime;
    private @Nullable RecordEmitter emitter;
    private boolean isStopping;
    private boolean isInDoubt;
    private long failedAt;

    Availability(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Danube has been reached: events go there. */
    void open(RecordEmitter danube) {
        emitter = danube;
    }

    /** Where events go; only after {@link #open}. */
    RecordEmitter emitter() {
        RecordEmitter danube = emitter;
        if (danube == null) {
            throw new IllegalStateException("an event was taken before Danube was reached");
        }
        return danube;
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

    /**
     * Lets a request pass.
     *
     * @throws Refusal with status 503 if no event is taken now
     */
    void check() throws Refusal {
        if (isStopping) {
            throw stopping();
        }
        if (emitter == null) {
            throw Refusal.unavailable("Danube has not been reached yet; send the event again", RETRY_OUTAGE_SECONDS);
        }
    }

    static Refusal stopping() {
        return Refusal.unavailable("The connector is stopping; send the event again", RETRY_SOON_SECONDS);
    }

    boolean isReady() {
        return !isStopping && emitter != null && emitter.isDanubeReady() && !isInDoubt();
    }

    private boolean isInDoubt() {
        return isInDoubt && nanoTime.getAsLong() - failedAt < DOUBT_NANOS;
    }
}
