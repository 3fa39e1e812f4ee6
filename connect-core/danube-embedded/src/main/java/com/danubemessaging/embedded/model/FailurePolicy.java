package com.danubemessaging.embedded.model;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a reliable subscription does with a message that is refused or not acknowledged in time (Danube protocol:
 * failure policy per subscription). Immutable; start from {@link #defaults()} and change what differs.
 *
 * @param maxRedeliveryCount deliveries after the first one, 0 or more; default 5, so that a message is delivered six
 *     times before it counts as poison
 * @param ackTimeout how long a delivery may stay unacknowledged, positive; default 30 s
 * @param baseRedeliveryDelay pause before the first redelivery, 0 or more; default 1 s
 * @param maxRedeliveryDelay cap of every pause, at least the base delay; default 60 s
 * @param backoffStrategy how the pause grows; default {@link BackoffStrategy#EXPONENTIAL}
 * @param poisonPolicy what becomes of an exhausted message; default {@link PoisonPolicy#BLOCK}
 * @param deadLetterTopic where {@link PoisonPolicy#DEAD_LETTER} publishes; required by it, ignored by the others
 */
public record FailurePolicy(
        int maxRedeliveryCount,
        Duration ackTimeout,
        Duration baseRedeliveryDelay,
        Duration maxRedeliveryDelay,
        BackoffStrategy backoffStrategy,
        PoisonPolicy poisonPolicy,
        @Nullable String deadLetterTopic) {

    private static final FailurePolicy DEFAULTS = new FailurePolicy(
            5,
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            BackoffStrategy.EXPONENTIAL,
            PoisonPolicy.BLOCK,
            null);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range, or a dead letter policy names no topic
     */
    public FailurePolicy {
        Objects.requireNonNull(backoffStrategy, "backoffStrategy");
        Objects.requireNonNull(poisonPolicy, "poisonPolicy");
        require(maxRedeliveryCount >= 0, "maxRedeliveryCount=" + maxRedeliveryCount + " must be 0 or more");
        require(ackTimeout.toMillis() > 0, "ackTimeout=" + ackTimeout + " must be at least 1 ms");
        require(
                !baseRedeliveryDelay.isNegative(),
                "baseRedeliveryDelay=" + baseRedeliveryDelay + " must not be negative");
        require(
                maxRedeliveryDelay.compareTo(baseRedeliveryDelay) >= 0,
                "maxRedeliveryDelay=" + maxRedeliveryDelay + " must be at least baseRedeliveryDelay="
                        + baseRedeliveryDelay);
        require(
                poisonPolicy != PoisonPolicy.DEAD_LETTER || deadLetterTopic != null,
                "poisonPolicy=DEAD_LETTER needs a deadLetterTopic");
    }

    /** The policy of a subscription that nobody configured: six deliveries, then the subscription blocks. */
    public static FailurePolicy defaults() {
        return DEFAULTS;
    }

    /** This policy with another number of redeliveries. */
    public FailurePolicy withMaxRedeliveryCount(int count) {
        return new FailurePolicy(
                count,
                ackTimeout,
                baseRedeliveryDelay,
                maxRedeliveryDelay,
                backoffStrategy,
                poisonPolicy,
                deadLetterTopic);
    }

    /** This policy with another acknowledgement time-out. */
    public FailurePolicy withAckTimeout(Duration timeout) {
        return new FailurePolicy(
                maxRedeliveryCount,
                timeout,
                baseRedeliveryDelay,
                maxRedeliveryDelay,
                backoffStrategy,
                poisonPolicy,
                deadLetterTopic);
    }

    /** This policy with another pause before redeliveries: its base, its cap and how it grows between them. */
    public FailurePolicy withRedeliveryDelay(Duration base, Duration max, BackoffStrategy strategy) {
        return new FailurePolicy(maxRedeliveryCount, ackTimeout, base, max, strategy, poisonPolicy, deadLetterTopic);
    }

    /** This policy, blocking on an exhausted message. */
    public FailurePolicy withBlock() {
        return withPoison(PoisonPolicy.BLOCK, null);
    }

    /** This policy, dropping an exhausted message. */
    public FailurePolicy withDrop() {
        return withPoison(PoisonPolicy.DROP, null);
    }

    /** This policy, publishing an exhausted message to {@code topic}. */
    public FailurePolicy withDeadLetter(String topic) {
        return withPoison(PoisonPolicy.DEAD_LETTER, topic);
    }

    /** Whether a message that was delivered {@code attempts} times and failed again is exhausted. */
    public boolean isExhausted(int attempts) {
        return attempts > maxRedeliveryCount;
    }

    /**
     * The pause before the next delivery of a message that was delivered {@code attempts} times.
     *
     * @param attempts deliveries so far, 1 or more
     * @param requestedMillis what the consumer asked for; it can lengthen the pause, never shorten it
     * @return milliseconds, capped by {@link #maxRedeliveryDelay()}
     */
    public long redeliveryDelayMillis(int attempts, long requestedMillis) {
        long max = maxRedeliveryDelay.toMillis();
        long delay = baseRedeliveryDelay.toMillis();
        if (backoffStrategy == BackoffStrategy.EXPONENTIAL) {
            for (int i = 1; i < attempts && delay > 0 && delay < max; i++) {
                delay *= 2;
            }
        }
        return Math.min(max, Math.max(delay, requestedMillis));
    }

    private FailurePolicy withPoison(PoisonPolicy policy, @Nullable String topic) {
        return new FailurePolicy(
                maxRedeliveryCount,
                ackTimeout,
                baseRedeliveryDelay,
                maxRedeliveryDelay,
                backoffStrategy,
                policy,
                topic);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
