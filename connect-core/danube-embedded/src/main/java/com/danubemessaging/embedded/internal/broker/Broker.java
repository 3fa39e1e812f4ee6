package com.danubemessaging.embedded.internal.broker;

import com.danubemessaging.embedded.internal.broker.BrokerException.Code;
import com.danubemessaging.embedded.internal.schema.SchemaRegistry;
import com.danubemessaging.embedded.internal.storage.BrokerStore;
import com.danubemessaging.embedded.internal.storage.StoredTopic;
import com.danubemessaging.embedded.model.Hazard;
import com.danubemessaging.proto.StreamMessage;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the client API, with the order of checks and the answers of the Danube protocol. A broker object is one
 * life of a broker: its producer and consumer ids are valid for it alone, while topics, cursors and messages are the
 * store's.
 */
public final class Broker {

    private final BrokerStore store;
    private final BrokerSettings settings;
    private final BrokerClock clock;
    private final Topics topics;
    private final Producers producers;
    private final Consumers consumers;
    private final TopicSchemas topicSchemas;
    private final BrokerAdmin admin;

    /** A broker that serves what the store holds. */
    public Broker(BrokerStore store, BrokerSettings settings, BrokerClock clock, RandomGenerator random) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        Ids ids = new Ids(random);
        if (settings.quirks().has(Hazard.H2)) {
            store.topics().forEach(topic -> topic.log().reset());
        }
        this.topics = new Topics(store, settings);
        this.producers = new Producers(topics, settings, ids, store.schemas());
        this.topicSchemas = new TopicSchemas(topics, store.schemas());
        DeadLetterPublisher deadLetters = new DeadLetterPublisher(topics, ids, clock, settings.brokerUrl());
        this.consumers =
                new Consumers(topics, new SubscriptionFactory(store, settings, clock, deadLetters), clock, ids);
        this.admin = new BrokerAdmin(this, Long.toUnsignedString(ids.next()));
        store.whenReadable(this::readable);
    }

    /** What the broker was built with. */
    public BrokerSettings settings() {
        return settings;
    }

    /** The schema registry. */
    public SchemaRegistry schemas() {
        return store.schemas();
    }

    /** What topics ask of their messages. */
    public TopicSchemas topicSchemas() {
        return topicSchemas;
    }

    /** Completes once every change made so far is as safe as the store promises; see {@link BrokerStore#flushed}. */
    public CompletionStage<Void> flushed() {
        return store.flushed();
    }

    /** What administrators ask. */
    public BrokerAdmin admin() {
        return admin;
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
        return producers.create(topicName, name, dispatchNumber, schemaSubject);
    }

    /**
     * Publishes a message to the topic that its {@code msg_id} names.
     *
     * @throws BrokerException INVALID_ARGUMENT, NOT_FOUND for an unknown producer, PERMISSION_DENIED for all else
     */
    public void publish(StreamMessage message) {
        producers.publish(message);
    }

    /**
     * Registers a consumer; a name that the subscription knows already is taken over and keeps its id.
     *
     * @param typeNumber the number on the wire
     */
    public long subscribe(
            String topicName, String subscription, String consumerName, int typeNumber, List<String> keyFilters) {
        return consumers.subscribe(topicName, subscription, consumerName, typeNumber, keyFilters);
    }

    /**
     * Checks that a consumer is registered.
     *
     * @throws BrokerException NOT_FOUND
     */
    public void requireConsumer(long consumerId) {
        consumers.require(consumerId);
    }

    /**
     * Opens a consumer's stream; messages may be delivered before this returns.
     *
     * @throws BrokerException NOT_FOUND if the id is not registered
     */
    public Attachment receive(long consumerId, DeliveryStream stream) {
        return consumers.receive(consumerId, stream);
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
        return producers.isAlive(id);
    }

    /** Whether a consumer is registered and active. */
    public boolean isConsumerAlive(long id) {
        return consumers.isAlive(id);
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
        consumers.clear();
        producers.clear();
    }

    /** Removes a subscription, its cursor and its consumers. */
    void forget(Topic topic, Subscription subscription) {
        subscription.close(clock.monotonicMillis());
        topic.remove(subscription.name());
        consumers.forget(subscription);
    }

    /** Ends all streams of a topic and forgets its consumers; its producers too, unless they are to find out later. */
    void unload(Topic topic, boolean forgetProducers) {
        long now = clock.monotonicMillis();
        for (Subscription subscription : topic.subscriptions()) {
            subscription.close(now);
        }
        consumers.forget(topic);
        if (forgetProducers) {
            producers.forget(topic);
        }
    }

    /** Breaks all receive streams and returns how many there were. */
    int resetStreams() {
        return consumers.resetStreams();
    }

    /** More of a topic's log can be read than before. */
    private void readable(StoredTopic stored) {
        Topic topic = topics.find(stored.name());
        if (topic != null && topic.stored() == stored) {
            for (Subscription subscription : topic.subscriptions()) {
                subscription.arrived();
            }
        }
    }

    /** Completes once a topic takes more, or null if it does; see hazard H5. */
    public @Nullable CompletionStage<Void> congestion(String topicName) {
        Topic topic = topics.find(topicName);
        return topic == null ? null : topic.congestion();
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
}
