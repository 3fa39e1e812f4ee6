package com.danubemessaging.connect.source.webhook.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** Values that were used once, for a while. Confined to the connector's context. */
final class ReplayWindow {

    /** Some 30 MB when full; beyond it old ones are forgotten early. */
    private static final long MOST = 200_000;

    private final Cache<String, Boolean> used;

    ReplayWindow(Duration window, InstantSource clock) {
        this.used = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(window)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run)
                .build();
    }

    /** Whether it is used for the first time. */
    boolean claim(String value) {
        return used.asMap().putIfAbsent(value, true) == null;
    }

    /** It was not used after all. */
    void release(String value) {
        used.invalidate(value);
    }
}
