package com.danubemessaging.vertx.client.admin;

import com.danubemessaging.vertx.client.internal.Checks;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a broker does with messages of a reliable subscription that are refused or not acknowledged in time (Danube
 * protocol: failure policy per subscription). Immutable.
 *
 * <p>On the wire the numbers are unsigned and not checked by brokers of release 0.15. Values beyond the ranges here are
 * read as the largest of the range.
 *
 * @param maxRedeliveryCount deliveries after the first one; 0 to 2,147,483,647. Brokers' default: 5
 * @param ackTimeout how long a delivery may stay unacknowledged, 0 or more. Brokers' default: 30 s
 * @param baseRedeliveryDelay pause before the first redelivery, 0 or more. Brokers' default: 1 s
 * @param maxRedeliveryDelay cap of every pause, 0 or more. Brokers' default: 60 s
 * @param backoffStrategy how the pause grows. Brokers' default: {@link BackoffStrategy#EXPONENTIAL}
 * @param poisonPolicy what becomes of a message whose deliveries are used up. Brokers' default:
 *     {@link PoisonPolicy#BLOCK}
 * @param deadLetterTopic where {@link PoisonPolicy#DEAD_LETTER} publishes; null if none is named
 */
public record FailurePolicy(
        int maxRedeliveryCount,
        Duration ackTimeout,
        Duration baseRedeliveryDelay,
        Duration maxRedeliveryDelay,
        BackoffStrategy backoffStrategy,
        PoisonPolicy poisonPolicy,
        @Nullable String deadLetterTopic) {

    /** The policy of a subscription that nobody configured (Danube protocol: failure policy, defaults). */
    public static final FailurePolicy BROKER_DEFAULT = new FailurePolicy(
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
     * @throws IllegalArgumentException if a number is negative
     */
    public FailurePolicy {
        Checks.notNegative("baseRedeliveryDelay", baseRedeliveryDelay);
        Checks.notNegative("maxRedeliveryDelay", maxRedeliveryDelay);
        Checks.notNegative("ackTimeout", ackTimeout);
        if (maxRedeliveryCount < 0) {
            throw new IllegalArgumentException("maxRedeliveryCount=" + maxRedeliveryCount + " must be 0 or more");
        }
    }

    /** This policy with other bounds: deliveries after the first one, and the time for an acknowledgement. */
    public FailurePolicy withPatience(int redeliveries, Duration timeout) {
        return new FailurePolicy(
                redeliveries,
                timeout,
                baseRedeliveryDelay,
                maxRedeliveryDelay,
                backoffStrategy,
                poisonPolicy,
                deadLetterTopic);
    }

    /** This policy, standing still on a message whose deliveries are used up. */
    public FailurePolicy withBlock() {
        return new FailurePolicy(
                maxRedeliveryCount,
                ackTimeout,
                baseRedeliveryDelay,
                maxRedeliveryDelay,
                backoffStrategy,
                PoisonPolicy.BLOCK,
                null);
    }
}
