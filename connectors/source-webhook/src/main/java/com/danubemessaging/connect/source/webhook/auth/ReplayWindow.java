package com.danubemessaging.connect.source.webhook.auth;

import com.danubemessaging.connect.source.webhook.limit.Fingerprint;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** Values that were used once, for a while. Confined to the connector's context. */
final class ReplayWindow {

    /** Some 10 MB when full; beyond it old ones are forgotten early. The help of the key says so. */
    static final long MOST = 100_000;

    private final Cache<Fingerprint, Boolean> used;

    ReplayWindow(Duration window, long most, InstantSource clock) {
        this.used = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterWrite(window)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run)
                .build();
    }

    /** Whether it is used for the first time. */
    boolean claim(Fingerprint value) {
        return used.asMap().putIfAbsent(value, true) == null;
    }

    /** Whether it is remembered. */
    boolean isUsed(Fingerprint value) {
        return used.getIfPresent(value) != null;
    }

    /** It was not used after all. */
    void release(Fingerprint value) {
        used.invalidate(value);
    }
}
