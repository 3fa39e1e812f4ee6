package com.danubemessaging.vertx.client.internal;

import com.danubemessaging.proto.admin.SubscriptionBackoffStrategy;
import com.danubemessaging.proto.admin.SubscriptionFailurePolicy;
import com.danubemessaging.proto.admin.SubscriptionPoisonPolicy;
import com.danubemessaging.vertx.client.DanubeException;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import com.danubemessaging.vertx.client.admin.BackoffStrategy;
import com.danubemessaging.vertx.client.admin.FailurePolicy;
import com.danubemessaging.vertx.client.admin.PoisonPolicy;
import java.time.Duration;

/** Failure policies as messages, and back. Their numbers are unsigned on the wire. Stateless. */
final class PolicyMessages {

    private PolicyMessages() {}

    static SubscriptionFailurePolicy message(FailurePolicy policy) {
        SubscriptionFailurePolicy.Builder message = SubscriptionFailurePolicy.newBuilder()
                .setMaxRedeliveryCount(policy.maxRedeliveryCount())
                .setAckTimeoutMs(policy.ackTimeout().toMillis())
                .setBaseRedeliveryDelayMs(policy.baseRedeliveryDelay().toMillis())
                .setMaxRedeliveryDelayMs(policy.maxRedeliveryDelay().toMillis())
                .setBackoffStrategy(
                        switch (policy.backoffStrategy()) {
                            case FIXED -> SubscriptionBackoffStrategy.Fixed;
                            case EXPONENTIAL -> SubscriptionBackoffStrategy.Exponential;
                        })
                .setPoisonPolicy(
                        switch (policy.poisonPolicy()) {
                            case DEAD_LETTER -> SubscriptionPoisonPolicy.DeadLetter;
                            case BLOCK -> SubscriptionPoisonPolicy.Block;
                            case DROP -> SubscriptionPoisonPolicy.Drop;
                        });
        if (policy.deadLetterTopic() != null) {
            message.setDeadLetterTopic(policy.deadLetterTopic());
        }
        return message.build();
    }

    /** @throws DanubeException if a choice is none that we know */
    static FailurePolicy policy(SubscriptionFailurePolicy message) {
        return new FailurePolicy(
                message.getMaxRedeliveryCount() < 0 ? Integer.MAX_VALUE : message.getMaxRedeliveryCount(),
                millis(message.getAckTimeoutMs()),
                millis(message.getBaseRedeliveryDelayMs()),
                millis(message.getMaxRedeliveryDelayMs()),
                switch (message.getBackoffStrategy()) {
                    case Fixed -> BackoffStrategy.FIXED;
                    case Exponential -> BackoffStrategy.EXPONENTIAL;
                    case UNRECOGNIZED -> throw unknown("backoff strategy", message.getBackoffStrategyValue());
                },
                switch (message.getPoisonPolicy()) {
                    case DeadLetter -> PoisonPolicy.DEAD_LETTER;
                    case Block -> PoisonPolicy.BLOCK;
                    case Drop -> PoisonPolicy.DROP;
                    case UNRECOGNIZED -> throw unknown("poison policy", message.getPoisonPolicyValue());
                },
                message.hasDeadLetterTopic() ? message.getDeadLetterTopic() : null);
    }

    private static Duration millis(long unsigned) {
        return Duration.ofMillis(unsigned < 0 ? Long.MAX_VALUE : unsigned);
    }

    private static DanubeException unknown(String what, int number) {
        return new DanubeException(
                Kind.CONFIGURATION,
                "The broker uses the " + what + " " + number + ", which this release does not know");
    }
}
