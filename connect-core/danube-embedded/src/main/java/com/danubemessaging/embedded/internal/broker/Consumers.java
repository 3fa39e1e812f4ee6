package com.danubemessaging.embedded.internal.broker;

import com.danubemessaging.embedded.internal.broker.BrokerException.Code;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who consumes, by id: subscribing, opening streams, and losing them. */
final class Consumers {

    private record Registration(Topic topic, Subscription subscription, Consumer consumer) {}

    private final Topics topics;
    private final SubscriptionFactory factory;
    private final BrokerClock clock;
    private final Ids ids;
    private final Map<Long, Registration> byId = new HashMap<>();

    Consumers(Topics topics, SubscriptionFactory factory, BrokerClock clock, Ids ids) {
        this.topics = topics;
        this.factory = factory;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Registers a consumer; a name that the subscription knows already is taken over and keeps its id.
     *
     * @param typeNumber the number on the wire
     */
    long subscribe(
            String topicName, String subscription, String consumerName, int typeNumber, List<String> keyFilters) {
        TopicNames.check(topicName);
        Topic topic = topics.require(topicName);
        if (topic.isDraining()) {
            throw Topics.moving(topicName);
        }
        Subscription existing = topic.subscription(subscription);
        Consumer known = existing == null ? null : existing.members().named(consumerName);
        if (existing != null && known != null) {
            existing.takeOver(known);
            return known.id();
        }
        factory.checkLimits(topic, existing);
        Subscription joined = existing != null ? existing : factory.create(topic, subscription, typeNumber);
        factory.checkType(typeNumber);
        Consumer consumer = joined.join(ids.next(), consumerName, keyFilters);
        if (existing == null) {
            topic.add(joined);
        }
        byId.put(consumer.id(), new Registration(topic, joined, consumer));
        return consumer.id();
    }

    /**
     * Checks that a consumer is registered.
     *
     * @throws BrokerException NOT_FOUND
     */
    void require(long consumerId) {
        registration(consumerId);
    }

    /**
     * Opens a consumer's stream; messages may be delivered before this returns.
     *
     * @throws BrokerException NOT_FOUND if the id is not registered
     */
    Attachment receive(long consumerId, DeliveryStream stream) {
        Registration registration = registration(consumerId);
        Consumer consumer = registration.consumer;
        Subscription subscription = registration.subscription;
        subscription.attach(consumer, stream);
        return new Attachment(clock, subscription, consumer, stream);
    }

    /** Whether a consumer is registered and active. */
    boolean isAlive(long id) {
        Registration registration = byId.get(id);
        return registration != null && registration.consumer.isActive();
    }

    /** Forgets the consumers of a subscription. */
    void forget(Subscription subscription) {
        byId.values().removeIf(registration -> registration.subscription == subscription);
    }

    /** Forgets the consumers of a topic. */
    void forget(Topic topic) {
        byId.values().removeIf(registration -> registration.topic == topic);
    }

    /** Forgets all consumers and lets go of their streams, without a word to them. */
    void clear() {
        for (Registration registration : byId.values()) {
            registration.consumer.detach();
        }
        byId.clear();
    }

    /** Breaks all receive streams and returns how many there were. */
    int resetStreams() {
        int count = 0;
        long now = clock.monotonicMillis();
        for (Registration registration : List.copyOf(byId.values())) {
            if (registration.subscription.reset(registration.consumer, now)) {
                count++;
            }
        }
        return count;
    }

    private Registration registration(long consumerId) {
        Registration registration = byId.get(consumerId);
        if (registration == null) {
            throw new BrokerException(
                    Code.NOT_FOUND, "consumer " + Long.toUnsignedString(consumerId) + " is not registered here");
        }
        return registration;
    }
}
