package com.danubemessaging.embedded.internal.server;

import com.danubemessaging.embedded.model.BackoffStrategy;
import com.danubemessaging.embedded.model.DispatchMode;
import com.danubemessaging.embedded.model.FailurePolicy;
import com.danubemessaging.embedded.model.PoisonPolicy;
import com.danubemessaging.embedded.model.SubscriptionStats;
import com.danubemessaging.embedded.model.TopicLimits;
import com.danubemessaging.proto.admin.SubscriptionBackoffStrategy;
import com.danubemessaging.proto.admin.SubscriptionFailurePolicy;
import com.danubemessaging.proto.admin.SubscriptionLag;
import com.danubemessaging.proto.admin.SubscriptionPoisonPolicy;
import com.danubemessaging.proto.admin.TopicInfo;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** The broker's own values as the admin port's messages, and back. */
final class AdminMessages {

    private AdminMessages() {}

    /**
     * Reads a dispatch strategy.
     *
     * @throws IllegalArgumentException for an unknown number
     */
    static DispatchMode mode(int number) {
        return switch (number) {
            case 0 -> DispatchMode.NON_RELIABLE;
            case 1 -> DispatchMode.RELIABLE;
            default -> throw new IllegalArgumentException("dispatch strategy " + number + " is neither 0 nor 1");
        };
    }

    /**
     * Reads a failure policy.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    static FailurePolicy policy(SubscriptionFailurePolicy message) {
        return new FailurePolicy(
                message.getMaxRedeliveryCount(),
                Duration.ofMillis(message.getAckTimeoutMs()),
                Duration.ofMillis(message.getBaseRedeliveryDelayMs()),
                Duration.ofMillis(message.getMaxRedeliveryDelayMs()),
                switch (message.getBackoffStrategy()) {
                    case Fixed -> BackoffStrategy.FIXED;
                    case Exponential -> BackoffStrategy.EXPONENTIAL;
                    case UNRECOGNIZED -> throw unknown("backoff_strategy", message.getBackoffStrategyValue());
                },
                switch (message.getPoisonPolicy()) {
                    case DeadLetter -> PoisonPolicy.DEAD_LETTER;
                    case Block -> PoisonPolicy.BLOCK;
                    case Drop -> PoisonPolicy.DROP;
                    case UNRECOGNIZED -> throw unknown("poison_policy", message.getPoisonPolicyValue());
                },
                message.hasDeadLetterTopic() ? message.getDeadLetterTopic() : null);
    }

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
        String deadLetterTopic = policy.deadLetterTopic();
        if (deadLetterTopic != null) {
            message.setDeadLetterTopic(deadLetterTopic);
        }
        return message.build();
    }

    static TopicInfo info(String topic, DispatchMode mode, String brokerId) {
        return TopicInfo.newBuilder()
                .setName(topic)
                .setBrokerId(brokerId)
                .setDelivery(delivery(mode))
                .build();
    }

    static String delivery(DispatchMode mode) {
        return mode == DispatchMode.RELIABLE ? "Reliable" : "NonReliable";
    }

    static SubscriptionLag lag(SubscriptionStats stats) {
        return SubscriptionLag.newBuilder()
                .setSubscription(stats.name())
                .setCursor(stats.cursor())
                .setUnacked(stats.unacked())
                .setBacklog(stats.backlog())
                .setBlocked(stats.blocked())
                .build();
    }

    /** The limits as a namespace's policies read (Danube protocol: topic policies). */
    static String policies(TopicLimits limits) {
        return new JsonObject()
                .put("max_producers_per_topic", limits.maxProducers())
                .put("max_subscriptions_per_topic", limits.maxSubscriptions())
                .put("max_consumers_per_topic", limits.maxConsumers())
                .put("max_consumers_per_subscription", limits.maxConsumersPerSubscription())
                .put("max_publish_rate", 0)
                .put("max_subscription_dispatch_rate", 0)
                .put("max_message_size", limits.maxMessageBytes())
                .encode();
    }

    private static IllegalArgumentException unknown(String field, int number) {
        return new IllegalArgumentException(field + " " + number + " is not known");
    }
}
