package com.danubemessaging.embedded.internal.broker;

import com.danubemessaging.embedded.internal.broker.BrokerException.Code;
import com.danubemessaging.embedded.internal.schema.Subject;
import com.danubemessaging.embedded.internal.storage.SubscriptionSettings;
import com.danubemessaging.embedded.model.DispatchMode;
import com.danubemessaging.embedded.model.FailurePolicy;
import com.danubemessaging.embedded.model.TopicStats;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What administrators ask: topics by namespace, subscriptions and what is set for them (Danube protocol: admin). */
public final class BrokerAdmin {

    /** Most partitions that one call creates; each is a topic of its own. */
    private static final int MAX_PARTITIONS = 10_000;

    /** Largest window (Danube protocol: {@code max_unacked_messages}). */
    private static final int MAX_WINDOW = 10_000;

    private final Broker broker;
    private final BrokerControl control;
    private final String brokerId;

    BrokerAdmin(Broker broker, String brokerId) {
        this.broker = broker;
        this.control = new BrokerControl(broker);
        this.brokerId = brokerId;
    }

    /** This broker's id, as text. */
    public String brokerId() {
        return brokerId;
    }

    /** Names of all namespaces in byte order. */
    public List<String> namespaces() {
        return List.copyOf(broker.topics().namespaces());
    }

    /** Names of all topics in byte order. */
    public List<String> topics() {
        return control.topics();
    }

    /**
     * Names of a namespace's topics in byte order.
     *
     * @throws BrokerException NOT_FOUND if there is no such namespace
     */
    public List<String> topicsOf(String namespace) {
        requireNamespace(namespace);
        return control.topics().stream()
                .filter(topic -> TopicNames.namespaceOf(topic).equals(namespace))
                .toList();
    }

    /**
     * Checks that a namespace exists.
     *
     * @throws BrokerException NOT_FOUND
     */
    public void requireNamespace(String namespace) {
        if (!broker.topics().namespaces().contains(namespace)) {
            throw new BrokerException(Code.NOT_FOUND, "namespace '" + namespace + "' does not exist");
        }
    }

    /**
     * Adds a namespace.
     *
     * @throws BrokerException ALREADY_EXISTS, or INVALID_ARGUMENT for a name that no topic could have
     */
    public void createNamespace(String namespace) {
        broker.topics().createNamespace(namespace);
    }

    /**
     * Removes a namespace.
     *
     * @throws BrokerException NOT_FOUND, or FAILED_PRECONDITION while it has topics
     */
    public void deleteNamespace(String namespace) {
        List<String> topics = topicsOf(namespace);
        if (!topics.isEmpty()) {
            throw new BrokerException(
                    Code.FAILED_PRECONDITION,
                    "namespace '" + namespace + "' has " + topics.size() + " topics, " + topics.get(0) + " first");
        }
        broker.topics().deleteNamespace(namespace);
    }

    /**
     * The names of a partitioned topic's partitions.
     *
     * @throws IllegalArgumentException if the count is not 1 to 10 000
     */
    public static List<String> partitionNames(String base, int count) {
        if (count < 1 || count > MAX_PARTITIONS) {
            throw new IllegalArgumentException(
                    "partitions=" + Integer.toUnsignedString(count) + " must be between 1 and " + MAX_PARTITIONS);
        }
        return IntStream.range(0, count)
                .mapToObj(partition -> TopicNames.partition(base, partition))
                .toList();
    }

    /**
     * Creates topics, all with one schema subject or none. A failure leaves those before it.
     *
     * @throws BrokerException as {@link BrokerControl#createTopic}, or NOT_FOUND for a subject that does not exist
     */
    public void createTopics(List<String> names, DispatchMode mode, @Nullable String schemaSubject) {
        if (schemaSubject != null && broker.schemas().find(schemaSubject).isEmpty()) {
            throw new BrokerException(
                    Code.NOT_FOUND, "schema subject '" + schemaSubject + "' not found in the registry");
        }
        for (String name : names) {
            Topic topic = broker.topics().create(name, mode);
            if (schemaSubject != null) {
                topic.schema(topic.schema().withSubject(schemaSubject));
                topic.stored().saveSchema(topic.schema());
            }
        }
    }

    /**
     * Deletes a topic, or all partitions of a partitioned one.
     *
     * @throws BrokerException NOT_FOUND if there is neither, FAILED_PRECONDITION for one partition out of several
     */
    public void deleteTopic(String name) {
        if (TopicNames.isPartition(name) && TopicNames.isPartitionOf(name, TopicNames.baseOf(name))) {
            // Begins as brokers of release 0.15 say it: their own tests search for that.
            throw new BrokerException(
                    Code.FAILED_PRECONDITION,
                    "Cannot delete individual partition " + name + "; delete " + TopicNames.baseOf(name)
                            + ", which takes all its partitions along");
        }
        each(name, control::deleteTopic);
    }

    /**
     * Unloads a topic, or all partitions of a partitioned one; it is served again at once, as by a new owner.
     *
     * @throws BrokerException NOT_FOUND if there is neither
     */
    public void unloadTopic(String name) {
        each(name, control::moveTopic);
    }

    /**
     * A snapshot of one topic.
     *
     * @throws BrokerException NOT_FOUND
     */
    public TopicStats stats(String topic) {
        return control.stats(topic);
    }

    /** See {@link BrokerControl#unsubscribe}. */
    public void unsubscribe(String topic, String subscription) {
        control.unsubscribe(topic, subscription);
    }

    /**
     * Checks that a topic exists and is reliable, as brokers of release 0.15 do before they take a failure policy.
     *
     * @throws BrokerException FAILED_PRECONDITION
     */
    public void requireReliable(String name) {
        Topic topic = broker.topics().find(name);
        if (topic == null || topic.mode() != DispatchMode.RELIABLE) {
            throw new BrokerException(
                    Code.FAILED_PRECONDITION,
                    "a failure policy needs a reliable topic, and " + name
                            + (topic == null ? " does not exist" : " is non-reliable"));
        }
    }

    /** See {@link BrokerControl#setFailurePolicy}. */
    public void setFailurePolicy(String topic, String subscription, FailurePolicy policy) {
        control.setFailurePolicy(topic, subscription, policy);
    }

    /** The failure policy that was set, or that the subscription in memory has. */
    public Optional<FailurePolicy> failurePolicy(String topic, String subscription) {
        FailurePolicy set = settings(topic, subscription).failurePolicy();
        return set != null
                ? Optional.of(set)
                : Optional.ofNullable(reliable(topic, subscription)).map(ReliableSubscription::policy);
    }

    /** The number of a subscription's type on the wire; 0 if nobody has subscribed yet. */
    public int typeNumber(String topicName, String name) {
        Topic topic = broker.topics().find(topicName);
        Subscription subscription = topic == null ? null : topic.subscription(name);
        if (subscription == null) {
            return 0;
        }
        return switch (subscription.type()) {
            case EXCLUSIVE -> 0;
            case SHARED -> 1;
            case FAILOVER -> 2;
            case KEY_SHARED -> 3;
        };
    }

    /**
     * Sets how many messages a subscription may have unacknowledged, whether or not it exists yet.
     *
     * @throws IllegalArgumentException if that is not 1 to 10 000
     */
    public void setWindow(String topic, String subscription, int messages) {
        if (messages < 1 || messages > MAX_WINDOW) {
            throw new IllegalArgumentException("max_unacked_messages=" + Integer.toUnsignedString(messages)
                    + " must be between 1 and " + MAX_WINDOW);
        }
        broker.store()
                .saveSettings(topic, subscription, settings(topic, subscription).withWindow(messages));
        ReliableSubscription inMemory = reliable(topic, subscription);
        if (inMemory != null) {
            inMemory.window(messages);
        }
    }

    /** The window that was set, or 0. */
    public int window(String topic, String subscription) {
        return settings(topic, subscription).window();
    }

    /**
     * The schema subject of a topic.
     *
     * @throws BrokerException NOT_FOUND if there is no such topic
     */
    public Optional<Subject> schemaOf(String topic) {
        return Optional.ofNullable(broker.topics().require(topic).schema().subject())
                .flatMap(broker.schemas()::find);
    }

    /** On the topic of a name, or on its true partitions, never on strangers that begin with it. */
    private void each(String name, java.util.function.Consumer<String> task) {
        List<String> topics = broker.topics().find(name) != null
                ? List.of(name)
                : control.topics().stream()
                        .filter(topic -> TopicNames.isPartitionOf(topic, name))
                        .toList();
        if (topics.isEmpty()) {
            throw new BrokerException(Code.NOT_FOUND, "topic " + name + " does not exist");
        }
        topics.forEach(task);
    }

    private SubscriptionSettings settings(String topic, String subscription) {
        return broker.store().settings(topic, subscription);
    }

    private @Nullable ReliableSubscription reliable(String topicName, String name) {
        Topic topic = broker.topics().find(topicName);
        return topic != null && topic.subscription(name) instanceof ReliableSubscription reliable ? reliable : null;
    }
}
