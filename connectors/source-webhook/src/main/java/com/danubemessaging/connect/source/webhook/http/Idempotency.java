package com.danubemessaging.connect.source.webhook.http;

import com.danubemessaging.connect.source.webhook.limit.Fingerprint;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Events that were taken, by name, for a while. A repetition shares the end of the first one; an event that was not
 * taken is forgotten. Confined to the connector's context.
 */
final class Idempotency {

    private final String header;
    private final Cache<Fingerprint, Future<Outcome>> taken;

    /** The end of an event, and whether it had come before. */
    record Taken(Future<Outcome> outcome, boolean isRepetition) {}

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

    /** Publishes an event unless it has been taken, or is being. */
    Taken once(String event, Supplier<Future<Outcome>> publish) {
        Fingerprint name = Fingerprint.of(event);
        Future<Outcome> earlier = taken.getIfPresent(name);
        if (earlier != null) {
            return new Taken(earlier, true);
        }
        Future<Outcome> outcome = publish.get();
        taken.put(name, outcome);
        outcome.onComplete(end -> {
            if (end.failed() || !end.result().isSettled()) {
                taken.asMap().remove(name, outcome);
            }
        });
        return new Taken(outcome, false);
    }
}
