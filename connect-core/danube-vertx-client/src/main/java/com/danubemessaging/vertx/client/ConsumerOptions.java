package com.danubemessaging.vertx.client;

import com.danubemessaging.vertx.client.internal.Checks;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer is. Mutable, not thread-safe; the client copies it. {@code topic}, {@code subscription} and
 * {@code consumerName} are required.
 */
public class ConsumerOptions {

    /** Default subscription type = {@link SubscriptionType#EXCLUSIVE}. */
    public static final SubscriptionType DEFAULT_TYPE = SubscriptionType.EXCLUSIVE;

    /** Default for a topic that does not exist = wait for it. */
    public static final boolean DEFAULT_WAIT_FOR_TOPIC = true;

    private String topic = "";
    private String subscription = "";
    private String consumerName = "";
    private SubscriptionType type = DEFAULT_TYPE;
    private List<String> keyFilters = List.of();
    private boolean waitForTopic = DEFAULT_WAIT_FOR_TOPIC;
    private @Nullable Supplier<String> consumerNameSupplier;
    private @Nullable Function<String, Future<Void>> beforeSubscribe;

    /** All defaults; topic, subscription and consumer name must be set. */
    public ConsumerOptions() {}

    /** All defaults for a topic, a subscription and a consumer name. */
    public ConsumerOptions(String topic, String subscription, String consumerName) {
        setTopic(topic);
        setSubscription(subscription);
        setConsumerName(consumerName);
    }

    /** A copy. */
    public ConsumerOptions(ConsumerOptions other) {
        this.topic = other.topic;
        this.subscription = other.subscription;
        this.consumerName = other.consumerName;
        this.type = other.type;
        this.keyFilters = other.keyFilters;
        this.waitForTopic = other.waitForTopic;
        this.consumerNameSupplier = other.consumerNameSupplier;
        this.beforeSubscribe = other.beforeSubscribe;
    }

    /** From {@link #toJson()}'s form; absent keys keep their defaults. */
    public ConsumerOptions(JsonObject json) {
        this.topic = json.getString("topic", topic);
        this.subscription = json.getString("subscription", subscription);
        this.consumerName = json.getString("consumerName", consumerName);
        setType(Checks.constant(SubscriptionType.class, json, "type", type));
        setKeyFilters(json.getJsonArray("keyFilters", new JsonArray()).stream()
                .map(String::valueOf)
                .toList());
        setWaitForTopic(json.getBoolean("waitForTopic", waitForTopic));
    }

    /**
     * The options as JSON, every key present; a {@link #setConsumerNameSupplier supplier} and a
     * {@link #setBeforeSubscribe preparation} have no JSON form.
     */
    public JsonObject toJson() {
        return new JsonObject()
                .put("topic", topic)
                .put("subscription", subscription)
                .put("consumerName", consumerName)
                .put("type", type.name())
                .put("keyFilters", new JsonArray(keyFilters))
                .put("waitForTopic", waitForTopic);
    }

    /** The topic, without a partition suffix. */
    public String getTopic() {
        return topic;
    }

    /** Sets the topic, {@code /namespace/name} of letters, digits, {@code _} and {@code -}; checked on subscribing. */
    public ConsumerOptions setTopic(String topic) {
        this.topic = Checks.notBlank("topic", topic);
        return this;
    }

    /** The subscription's name. */
    public String getSubscription() {
        return subscription;
    }

    /** Sets the subscription's name. Avoid {@code /}: brokers use the name as a path segment. */
    public ConsumerOptions setSubscription(String subscription) {
        this.subscription = Checks.notBlank("subscription", subscription);
        return this;
    }

    /** The consumer's name. */
    public String getConsumerName() {
        return consumerName;
    }

    /**
     * Sets the consumer's name, used on every partition. For Exclusive, Failover and Shared keep it stable over
     * restarts (an exclusive subscription is bound to the first name for ever) and different between processes (equal
     * names steal each other's stream). For KeyShared see {@link #setConsumerNameSupplier}.
     */
    public ConsumerOptions setConsumerName(String consumerName) {
        this.consumerName = Checks.notBlank("consumerName", consumerName);
        return this;
    }

    /** The supplier of names, or null. */
    public @Nullable Supplier<String> getConsumerNameSupplier() {
        return consumerNameSupplier;
    }

    /**
     * Sets who is asked for the consumer's name at each Subscribe, instead of {@link #getConsumerName()}. For
     * KeyShared: a consumer that was away for more than 3 s and comes back under its old name receives nothing from
     * broker 0.15. Called on the client's context; must not block.
     */
    public ConsumerOptions setConsumerNameSupplier(@Nullable Supplier<String> consumerNameSupplier) {
        this.consumerNameSupplier = consumerNameSupplier;
        return this;
    }

    /** What is done before each Subscribe, or null. */
    public @Nullable Function<String, Future<Void>> getBeforeSubscribe() {
        return beforeSubscribe;
    }

    /**
     * Sets what is done before each Subscribe, the first and every later one: called with the name that the broker
     * knows, a partition's where there are partitions, when its broker has been found; Subscribe is sent when the
     * future completes, however it does. Called on the client's context; must not block, nor throw. What takes long
     * keeps a reader away for as long.
     */
    public ConsumerOptions setBeforeSubscribe(@Nullable Function<String, Future<Void>> beforeSubscribe) {
        this.beforeSubscribe = beforeSubscribe;
        return this;
    }

    /** The subscription's type. */
    public SubscriptionType getType() {
        return type;
    }

    /**
     * Sets the subscription's type. The first consumer's type stays the subscription's; brokers do not compare later
     * ones.
     */
    public ConsumerOptions setType(SubscriptionType type) {
        this.type = Checks.notNull("type", type);
        return this;
    }

    /** The key filters. */
    public List<String> getKeyFilters() {
        return keyFilters;
    }

    /** Sets globs ({@code *}, {@code ?}) over routing keys; KeyShared only; empty receives every key. */
    public ConsumerOptions setKeyFilters(List<String> keyFilters) {
        this.keyFilters = List.copyOf(keyFilters);
        return this;
    }

    /** Whether to wait for a topic that does not exist. */
    public boolean isWaitForTopic() {
        return waitForTopic;
    }

    /** Sets whether subscribing waits for a topic that does not exist yet (subscribing never creates one) or fails. */
    public ConsumerOptions setWaitForTopic(boolean waitForTopic) {
        this.waitForTopic = waitForTopic;
        return this;
    }
}
