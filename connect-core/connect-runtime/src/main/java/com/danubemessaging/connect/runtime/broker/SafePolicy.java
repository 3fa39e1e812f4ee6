package com.danubemessaging.connect.runtime.broker;

import com.danubemessaging.connect.api.SubscriptionType;
import com.danubemessaging.vertx.client.admin.FailurePolicy;
import com.danubemessaging.vertx.client.admin.PoisonPolicy;
import java.time.Duration;

/**
 * The failure policy with which a broker never gives up on a record, whatever the target does. A sink never refuses a
 * record towards the broker, so deliveries are used up by time-outs and by streams that come and go. Stateless.
 */
final class SafePolicy {

    /**
     * Deliveries after the first one: the largest number that both signed and unsigned readers of the field take for
     * the same. Brokers of release 0.15 check no bound.
     */
    static final int REDELIVERIES = Integer.MAX_VALUE;

    /** Time for an acknowledgement where one process reads: longer than an outage, and far from any overflow. */
    static final Duration ALONE = Duration.ofDays(30);

    /**
     * The same where several processes read. Brokers of release 0.15 send no keep-alive: what a reader had whose
     * machine is gone comes to the others only when this time is over.
     */
    static final Duration SHARED = Duration.ofHours(1);

    private SafePolicy() {}

    /**
     * The safe policy that differs least from this one. What is larger stays, delays stay, and so does a dead letter
     * topic of the broker: somebody chose it, and it loses no record. Dropping becomes blocking.
     */
    static FailurePolicy from(FailurePolicy found, SubscriptionType type) {
        boolean isShared = type == SubscriptionType.SHARED || type == SubscriptionType.KEY_SHARED;
        FailurePolicy patient = found.withPatience(
                Math.max(found.maxRedeliveryCount(), REDELIVERIES),
                longer(found.ackTimeout(), isShared ? SHARED : ALONE));
        return found.poisonPolicy() == PoisonPolicy.DROP ? patient.withBlock() : patient;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** The policy in words, to be read after a colon. */
    static String words(FailurePolicy policy) {
        String end =
                switch (policy.poisonPolicy()) {
                    case DROP -> "Drop";
                    case BLOCK -> "Block";
                    case DEAD_LETTER -> "DeadLetter to " + policy.deadLetterTopic();
                };
        return end + " after " + (policy.maxRedeliveryCount() + 1L) + " deliveries, " + time(policy.ackTimeout())
                + " for an acknowledgement";
    }

    private static String time(Duration time) {
        long millis = time.toMillis();
        if (millis > 0 && millis % Duration.ofDays(1).toMillis() == 0) {
            return time.toDays() + " days";
        }
        if (millis > 0 && millis % Duration.ofHours(1).toMillis() == 0) {
            return time.toHours() + " h";
        }
        return (millis % 1000 == 0 ? Long.toString(millis / 1000) : Double.toString(millis / 1000.0)) + " s";
    }
}
