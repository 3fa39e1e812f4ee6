package com.danubemessaging.embedded.internal.broker;

import com.danubemessaging.embedded.internal.broker.BrokerException.Code;
import com.danubemessaging.embedded.internal.storage.BrokerStore;
import com.danubemessaging.embedded.internal.storage.SubscriptionSettings;
import com.danubemessaging.embedded.model.DispatchMode;
import com.danubemessaging.embedded.model.SubscriptionType;
import com.danubemessaging.embedded.model.TopicLimits;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the subscription that a topic's dispatch mode and its first consumer ask for, within the topic's limits. */
final class SubscriptionFactory {

    private final BrokerStore store;
    private final BrokerSettings settings;
    private final BrokerClock clock;
    private final DeadLetterPublisher deadLetters;

    SubscriptionFactory(
            BrokerStore store, BrokerSettings settings, BrokerClock clock, DeadLetterPublisher deadLetters) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.deadLetters = deadLetters;
    }

    /**
     * Refuses a consumer that would exceed a limit (Danube protocol: subscribe at the broker).
     *
     * @param existing the subscription it joins, or null for a new one
     */
    void checkLimits(Topic topic, @Nullable Subscription existing) {
        TopicLimits limits = settings.limits();
        if (TopicLimits.isReached(topic.subscriptions().size(), limits.maxSubscriptions())) {
            throw reached(Code.PERMISSION_DENIED, topic, limits.maxSubscriptions(), "subscriptions");
        }
        if (TopicLimits.isReached(topic.consumerCount(), limits.maxConsumers())) {
            throw reached(Code.RESOURCE_EXHAUSTED, topic, limits.maxConsumers(), "consumers");
        }
        if (existing != null
                && TopicLimits.isReached(existing.members().size(), limits.maxConsumersPerSubscription())) {
            throw reached(
                    Code.PERMISSION_DENIED, topic, limits.maxConsumersPerSubscription(), "consumers per subscription");
        }
    }

    /**
     * The subscription type of a number on the wire.
     *
     * @throws BrokerException PERMISSION_DENIED for an unknown number (Danube protocol: subscribe at the broker)
     */
    SubscriptionType checkType(int number) {
        return switch (number) {
            case 0 -> SubscriptionType.EXCLUSIVE;
            case 1 -> SubscriptionType.SHARED;
            case 2 -> SubscriptionType.FAILOVER;
            case 3 -> SubscriptionType.KEY_SHARED;
            default ->
                throw new BrokerException(
                        Code.PERMISSION_DENIED, "subscription type " + number + " is not one of 0 to 3");
        };
    }

    /** A subscription that continues from its stored cursor, or starts at the latest position. */
    Subscription create(Topic topic, String name, int typeNumber) {
        SubscriptionType type = checkType(typeNumber);
        if (topic.mode() == DispatchMode.NON_RELIABLE) {
            return new NonReliableSubscription(name, type, clock, settings);
        }
        SubscriptionSettings own = store.settings(topic.name(), name);
        return new ReliableSubscription(
                name,
                type,
                topic.stored(),
                Objects.requireNonNullElse(own.failurePolicy(), settings.defaultPolicy()),
                own.window() > 0 ? own.window() : settings.maxUnackedMessages(),
                settings,
                clock,
                deadLetters.of(topic.name()));
    }

    private static BrokerException reached(Code code, Topic topic, int limit, String what) {
        return new BrokerException(code, "topic " + topic.name() + " has reached its limit of " + limit + " " + what);
    }
}
