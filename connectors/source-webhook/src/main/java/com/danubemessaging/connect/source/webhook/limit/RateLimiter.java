package com.danubemessaging.connect.source.webhook.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The buckets of one endpoint: its own, and one for each client address, forgotten when it is full again. Confined to
 * the connector's context.
 */
public final class RateLimiter {

    /** Addresses that are remembered; an attacker with more of them meets the endpoint's own limit. */
    private static final long MOST_ADDRESSES = 20_000;

    private final RateRule rule;
    private final TimeMeter clock;
    private final Bucket endpoint;
    private final @Nullable Cache<Fingerprint, Bucket> addresses;

    /** Why a request is not let through, and in how many seconds the next one will be. */
    public record Excess(boolean ofAddress, long retryAfterSeconds) {}

    /** Buckets that are full. */
    public RateLimiter(RateRule rule, LongSupplier nanoTime) {
        this.rule = rule;
        this.clock = new Nanos(nanoTime);
        this.endpoint = bucket(rule.perSecond());
        this.addresses = rule.perSecondAndAddress() == RateRule.UNLIMITED
                ? null
                : Caffeine.newBuilder()
                        .maximumSize(MOST_ADDRESSES)
                        .expireAfterAccess(Duration.ofSeconds(rule.burst() / rule.perSecondAndAddress() + 1))
                        .ticker(nanoTime::getAsLong)
                        .executor(Runnable::run)
                        .build();
    }

    /** Takes a token of each bucket; null if there was one in each. */
    public @Nullable Excess take(String address) {
        Cache<Fingerprint, Bucket> byAddress = addresses;
        if (byAddress != null) {
            Excess excess =
                    take(byAddress.get(Fingerprint.of(address), absent -> bucket(rule.perSecondAndAddress())), true);
            if (excess != null) {
                return excess;
            }
        }
        return take(endpoint, false);
    }

    private static @Nullable Excess take(Bucket bucket, boolean ofAddress) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            return null;
        }
        long seconds = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
        return new Excess(ofAddress, seconds);
    }

    private Bucket bucket(long perSecond) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(rule.burst()).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .withCustomTimePrecision(clock)
                .withSynchronizationStrategy(SynchronizationStrategy.NONE)
                .build();
    }

    /** The clock in the library's words. */
    private record Nanos(LongSupplier source) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return source.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
