package com.danubemessaging.connect.source.webhook.http;

import com.danubemessaging.connect.source.webhook.limit.Fingerprint;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Events that were taken, by name, for a while. A repetition shares the end of the first one; an event that was not
 * taken is forgotten. Confined to the connector's context.
 */
final class Idempotency {

    private final String header;
    private final Cache<Fingerprint, Future<Outcome>> taken;

    Idempotency(String header, Duration window, long mostKeys, LongSupplier nanoTime) {
        this.header = header;
        this.taken = Caffeine.newBuilder()
                .maximumSize(mostKeys)
                .expireAfterWrite(window)
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /** Whose value names an event. */
    String header() {
        return header;
    }

    /** The end of an event that has been taken, or is being; null if it is not known. */
    @Nullable
    Future<Outcome> find(Fingerprint event) {
        return taken.getIfPresent(event);
    }

    /** Remembers an event that is being published, until it is known that it was not taken. */
    Future<Outcome> remember(Fingerprint name, Future<Outcome> outcome) {
        taken.put(name, outcome);
        outcome.onComplete(end -> {
            if (end.failed() || !end.result().isSettled()) {
                taken.asMap().remove(name, outcome);
            }
        });
        return outcome;
    }
}
