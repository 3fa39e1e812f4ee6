package com.danubemessaging.embedded.internal.broker;

import com.danubemessaging.embedded.internal.broker.BrokerException.Code;
import com.danubemessaging.embedded.internal.storage.BrokerStore;
import com.danubemessaging.embedded.internal.storage.StorageFullException;
import com.danubemessaging.embedded.model.DispatchMode;
import com.danubemessaging.embedded.model.TopicLimits;
import com.danubemessaging.proto.StreamMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the client API, with the order of checks and the answers of the Danube protocol. A broker object is one
 * life of a broker: its producer and consumer ids are valid for it alone, while topics, cursors and messages are the
 * store's.
 */
public final class Broker {

    private record Registration(Topic topic, Subscription subscription, Consumer consumer) {}

    private final BrokerStore store;
    private final BrokerSettings settings;
    private final BrokerClock clock;
    private final Ids ids;
    private final Topics topics;
    private final DeadLetterPublisher deadLetters;
    private final Map<Long, Producer> producers = new HashMap<>();
    private final Map<Long, Registration> consumers = new HashMap<>();

    /** A broker that serves what the store holds. */
    public Broker(BrokerStore store, BrokerSettings settings, BrokerClock clock, RandomGenerator random) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.ids = new Ids(random);
        this.topics = new Topics(store, settings);
        this.deadLetters = new DeadLetterPublisher(topics, ids, clock, settings.brokerUrl());
    }

    /** What the broker was built with. */
    public BrokerSettings settings() {
        return settings;
    }

    Topics topics() {
        return topics;
    }

    BrokerStore store() {
        return store;
    }

    /**
     * Checks that a topic is served here.
     *
     * @throws BrokerException INVALID_ARGUMENT or NOT_FOUND
     */
    public void lookup(String topic) {
        TopicNames.check(topic);
        if (topics.require(topic).isDraining()) {
            throw new BrokerException(Code.NOT_FOUND, "topic " + topic + " is not assigned to a broker at the moment");
        }
    }

    /**
     * The topics behind a name: itself, its partitions, or none.
     *
     * @throws BrokerException INVALID_ARGUMENT
     */
    public List<String> partitions(String topic) {
        TopicNames.check(topic);
        return topics.partitionsOf(topic);
    }

    /**
     * Registers a producer; a name that is registered already gets the same id again.
     *
     * @param dispatchNumber the number on the wire, 0 non-reliable or 1 reliable
     * @param schemaSubject subject of the schema reference, or null without one
     */
    public long createProducer(String topicName, String name, int dispatchNumber, @Nullable String schemaSubject) {
        TopicNames.check(topicName);
        Topic topic = topics.find(topicName);
        DispatchMode mode = modeOf(dispatchNumber);
        if (topic == null) {
            topic = autoCreate(topicName, mode, dispatchNumber);
        }
        if (topic.isDraining()) {
            throw moving(topicName);
        }
        if (mode != null && mode != topic.mode()) {
            throw new BrokerException(
                    Code.FAILED_PRECONDITION,
                    "topic " + topicName + " dispatches " + topic.mode() + ", producer " + name + " asks for " + mode);
        }
        if (schemaSubject != null) {
            throw new BrokerException(
                    Code.FAILED_PRECONDITION, "schema subject '" + schemaSubject + "' not found in the registry");
        }
        Producer known = topic.producer(name);
        if (known != null) {
            return known.id();
        }
        if (TopicLimits.isReached(topic.producers().size(), settings.limits().maxProducers())) {
            throw new BrokerException(
                    Code.RESOURCE_EXHAUSTED,
                    "topic " + topicName + " has reached its limit of "
                            + settings.limits().maxProducers() + " producers");
        }
        Producer producer = new Producer(ids.next(), name, topic);
        topic.add(producer);
        producers.put(producer.id(), producer);
        return producer.id();
    }

    /**
     * Publishes a message to the topic that its {@code msg_id} names.
     *
     * @throws BrokerException INVALID_ARGUMENT, NOT_FOUND for an unknown producer, PERMISSION_DENIED for all else
     */
    public void publish(StreamMessage message) {
        if (!message.hasMsgId()) {
            throw new BrokerException(Code.INVALID_ARGUMENT, "msg_id is missing");
        }
        long producerId = message.getMsgId().getProducerId();
        Producer producer = producers.get(producerId);
        if (producer == null) {
            throw new BrokerException(
                    Code.NOT_FOUND,
                    "producer " + Long.toUnsignedString(producerId) + " is not registered on this broker");
        }
        int limit = settings.limits().maxMessageBytes();
        if (limit > 0 && message.getPayload().size() > limit) {
            throw new BrokerException(
                    Code.INVALID_ARGUMENT,
                    "payload of " + message.getPayload().size() + " bytes is over the limit of " + limit);
        }
        try {
            publishable(message.getMsgId().getTopicName(), producer).publish(message);
        } catch (StorageFullException full) {
            throw new BrokerException(Code.PERMISSION_DENIED, full.explanation());
        }
    }

    /**
     * Registers a consumer; a name that the subscription knows already is taken over and keeps its id.
     *
     * @param typeNumber the number on the wire
     */
    public long subscribe(
            String topicName, String subscription, String consumerName, int typeNumber, List<String> keyFilters) {
        TopicNames.check(topicName);
        Topic topic = topics.require(topicName);
        if (topic.isDraining()) {
            throw moving(topicName);
        }
        Subscription existing = topic.subscription(subscription);
        Consumer known = existing == null ? null : existing.members().named(consumerName);
        if (existing != null && known != null) {
            existing.takeOver(known);
            return known.id();
        }
        SubscriptionFactory factory = new SubscriptionFactory(store, settings, clock, deadLetters);
        factory.checkLimits(topic, existing);
        Subscription joined = existing != null ? existing : factory.create(topic, subscription, typeNumber);
        factory.checkType(typeNumber);
        Consumer consumer = joined.join(ids.next(), consumerName, keyFilters);
        if (existing == null) {
            topic.add(joined);
        }
        consumers.put(consumer.id(), new Registration(topic, joined, consumer));
        return consumer.id();
    }

    /**
     * Checks that a consumer is registered.
     *
     * @throws BrokerException NOT_FOUND
     */
    public void requireConsumer(long consumerId) {
        registration(consumerId);
    }

    /**
     * Opens a consumer's stream; messages may be delivered before this returns.
     *
     * @throws BrokerException NOT_FOUND if the id is not registered
     */
    public Attachment receive(long consumerId, DeliveryStream stream) {
        Registration registration = registration(consumerId);
        Consumer consumer = registration.consumer;
        Subscription subscription = registration.subscription;
        subscription.attach(consumer, stream);
        return new Attachment(clock, subscription, consumer, stream);
    }

    /**
     * Acknowledges one offset.
     *
     * @throws BrokerException INTERNAL if topic or subscription is not here
     */
    public void ack(String topic, String subscription, long offset) {
        acknowledgeable(topic, subscription).ack(offset);
    }

    /**
     * Refuses one offset.
     *
     * @throws BrokerException INTERNAL if topic or subscription is not here
     */
    public void nack(String topic, String subscription, long offset, long delayMillis, @Nullable String reason) {
        acknowledgeable(topic, subscription).nack(offset, delayMillis, reason);
    }

    /** Whether a producer is registered and its topic still served. */
    public boolean isProducerAlive(long id) {
        Producer producer = producers.get(id);
        return producer != null && topics.find(producer.topic().name()) == producer.topic();
    }

    /** Whether a consumer is registered and active. */
    public boolean isConsumerAlive(long id) {
        Registration registration = consumers.get(id);
        return registration != null && registration.consumer.isActive();
    }

    /** Lets time pass: time-outs, due redeliveries, absent key-shared consumers, idle subscriptions. */
    public void heartbeat() {
        long now = clock.monotonicMillis();
        for (Topic topic : List.copyOf(topics.all())) {
            for (Subscription subscription : List.copyOf(topic.subscriptions())) {
                subscription.heartbeat(now);
                if (subscription instanceof NonReliableSubscription idle && idle.isExpired(now)) {
                    forget(topic, subscription);
                }
            }
        }
    }

    /**
     * Ends this life of the broker, whose connections have been cut already: late reports about their streams change
     * nothing in the store any more.
     */
    public void close() {
        for (Registration registration : consumers.values()) {
            registration.consumer.detach();
        }
        producers.clear();
        consumers.clear();
    }

    /** Removes a subscription, its cursor and its consumers. */
    void forget(Topic topic, Subscription subscription) {
        subscription.close(clock.monotonicMillis());
        topic.remove(subscription.name());
        consumers.values().removeIf(registration -> registration.subscription == subscription);
    }

    /** Ends all streams of a topic and forgets its consumers; its producers too, unless they are to find out later. */
    void unload(Topic topic, boolean forgetProducers) {
        long now = clock.monotonicMillis();
        for (Subscription subscription : topic.subscriptions()) {
            subscription.close(now);
        }
        consumers.values().removeIf(registration -> registration.topic == topic);
        if (forgetProducers) {
            producers.values().removeIf(producer -> producer.topic() == topic);
        }
    }

    /** Breaks all receive streams and returns how many there were. */
    int resetStreams() {
        int count = 0;
        long now = clock.monotonicMillis();
        for (Registration registration : List.copyOf(consumers.values())) {
            if (registration.subscription.reset(registration.consumer, now)) {
                count++;
            }
        }
        return count;
    }

    private Topic autoCreate(String name, @Nullable DispatchMode mode, int dispatchNumber) {
        if (!settings.autoCreateTopics()) {
            throw new BrokerException(
                    Code.NOT_FOUND, "topic " + name + " does not exist and automatic creation is off");
        }
        if (mode == null) {
            throw new BrokerException(
                    Code.INVALID_ARGUMENT, "dispatch strategy " + dispatchNumber + " is neither 0 nor 1");
        }
        return topics.create(name, mode);
    }

    private Topic publishable(String name, Producer producer) {
        Topic topic = topics.find(name);
        if (topic == null) {
            throw denied("topic " + name + " not found in registry");
        }
        if (topic.isDraining()) {
            throw denied("topic " + name + " is draining or closed");
        }
        if (producer.topic() != topic) {
            throw denied("producer " + producer.name() + " is not attached to topic " + name);
        }
        return topic;
    }

    private Registration registration(long consumerId) {
        Registration registration = consumers.get(consumerId);
        if (registration == null) {
            throw new BrokerException(
                    Code.NOT_FOUND, "consumer " + Long.toUnsignedString(consumerId) + " is not registered here");
        }
        return registration;
    }

    private Subscription acknowledgeable(String topicName, String name) {
        Topic topic = topics.find(topicName);
        Subscription subscription = topic == null ? null : topic.subscription(name);
        if (subscription == null) {
            throw new BrokerException(
                    Code.INTERNAL, "topic " + topicName + " has no subscription " + name + " on this broker");
        }
        return subscription;
    }

    private static @Nullable DispatchMode modeOf(int number) {
        return switch (number) {
            case 0 -> DispatchMode.NON_RELIABLE;
            case 1 -> DispatchMode.RELIABLE;
            default -> null;
        };
    }

    private static BrokerException denied(String text) {
        return new BrokerException(Code.PERMISSION_DENIED, text);
    }

    private static BrokerException moving(String topic) {
        return new BrokerException(
                Code.UNAVAILABLE, "topic " + topic + " is moving to another broker; look it up again");
    }
}
