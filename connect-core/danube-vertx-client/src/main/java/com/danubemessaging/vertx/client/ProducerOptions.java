package com.danubemessaging.vertx.client;

import com.danubemessaging.vertx.client.internal.Checks;
import com.danubemessaging.vertx.client.schema.SchemaReference;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a producer is. Mutable, not thread-safe; the client copies it. {@code topic} and {@code name} are required. */
public class ProducerOptions {

    /** Default number of partitions = 0, a plain topic. */
    public static final int DEFAULT_PARTITIONS = 0;

    /** Default dispatch strategy = {@link DispatchStrategy#RELIABLE}. */
    public static final DispatchStrategy DEFAULT_DISPATCH_STRATEGY = DispatchStrategy.RELIABLE;

    /** Default ordering = {@link Ordering#KEY}. */
    public static final Ordering DEFAULT_ORDERING = Ordering.KEY;

    /** Default bound on records queued or in flight = 256. More brought nothing on one connection when measured. */
    public static final int DEFAULT_MAX_IN_FLIGHT_RECORDS = 256;

    /** Default bound on bytes queued or in flight = 16 MiB. */
    public static final long DEFAULT_MAX_IN_FLIGHT_BYTES = 16L * 1024 * 1024;

    /** Default time for the first registration = 0, for ever. */
    public static final Duration DEFAULT_START_TIMEOUT = Duration.ZERO;

    private String topic = "";
    private String name = "";
    private int partitions = DEFAULT_PARTITIONS;
    private DispatchStrategy dispatchStrategy = DEFAULT_DISPATCH_STRATEGY;
    private Ordering ordering = DEFAULT_ORDERING;
    private int maxInFlightRecords = DEFAULT_MAX_IN_FLIGHT_RECORDS;
    private long maxInFlightBytes = DEFAULT_MAX_IN_FLIGHT_BYTES;
    private Duration startTimeout = DEFAULT_START_TIMEOUT;
    private @Nullable SchemaReference schema;

    /** All defaults; topic and name must be set. */
    public ProducerOptions() {}

    /** All defaults for a topic and a producer name. */
    public ProducerOptions(String topic, String name) {
        setTopic(topic);
        setName(name);
    }

    /** A copy. */
    public ProducerOptions(ProducerOptions other) {
        this.topic = other.topic;
        this.name = other.name;
        this.partitions = other.partitions;
        this.dispatchStrategy = other.dispatchStrategy;
        this.ordering = other.ordering;
        this.maxInFlightRecords = other.maxInFlightRecords;
        this.maxInFlightBytes = other.maxInFlightBytes;
        this.startTimeout = other.startTimeout;
        this.schema = other.schema;
    }

    /** From {@link #toJson()}'s form; absent keys keep their defaults. */
    public ProducerOptions(JsonObject json) {
        this.topic = json.getString("topic", topic);
        this.name = json.getString("name", name);
        setPartitions(json.getInteger("partitions", partitions));
        setDispatchStrategy(Checks.constant(DispatchStrategy.class, json, "dispatchStrategy", dispatchStrategy));
        setOrdering(Checks.constant(Ordering.class, json, "ordering", ordering));
        setMaxInFlightRecords(json.getInteger("maxInFlightRecords", maxInFlightRecords));
        setMaxInFlightBytes(json.getLong("maxInFlightBytes", maxInFlightBytes));
        setStartTimeout(Checks.millis(json, "startTimeout", startTimeout));
        JsonObject reference = json.getJsonObject("schema");
        this.schema = reference == null ? null : reference(reference);
    }

    /** The options as JSON, every key present; durations in milliseconds. */
    public JsonObject toJson() {
        return new JsonObject()
                .put("topic", topic)
                .put("name", name)
                .put("partitions", partitions)
                .put("dispatchStrategy", dispatchStrategy.name())
                .put("ordering", ordering.name())
                .put("maxInFlightRecords", maxInFlightRecords)
                .put("maxInFlightBytes", maxInFlightBytes)
                .put("startTimeout", startTimeout.toMillis())
                .put("schema", schema == null ? null : json(schema));
    }

    private static JsonObject json(SchemaReference reference) {
        return new JsonObject()
                .put("subject", reference.subject())
                .put("kind", reference.kind().name())
                .put("version", Integer.toUnsignedLong(reference.version()));
    }

    private static SchemaReference reference(JsonObject json) {
        long version = Checks.range("version", json.getLong("version", 0L), 0, 0xFFFF_FFFFL);
        return new SchemaReference(
                json.getString("subject", ""),
                Checks.constant(SchemaReference.Kind.class, json, "kind", SchemaReference.Kind.LATEST),
                (int) version);
    }

    /** The topic, without a partition suffix. */
    public String getTopic() {
        return topic;
    }

    /**
     * Sets the topic, {@code /namespace/name} of letters, digits, {@code _} and {@code -}; checked when the producer is
     * created.
     */
    public ProducerOptions setTopic(String topic) {
        this.topic = Checks.notBlank("topic", topic);
        return this;
    }

    /** The producer's name. */
    public String getName() {
        return name;
    }

    /**
     * Sets the producer's name. Keep it stable over restarts: brokers never remove a producer and count each name
     * against their limit; the same name gets the same registration again.
     */
    public ProducerOptions setName(String name) {
        this.name = Checks.notBlank("name", name);
        return this;
    }

    /** The number of partitions. */
    public int getPartitions() {
        return partitions;
    }

    /**
     * Sets the number of partitions, 0 to 10 000; 0 publishes to the plain topic. The topic's existing count is not
     * known to brokers.
     */
    public ProducerOptions setPartitions(int partitions) {
        this.partitions = Checks.range("partitions", partitions, 0, 10_000);
        return this;
    }

    /** The topic's dispatch strategy. */
    public DispatchStrategy getDispatchStrategy() {
        return dispatchStrategy;
    }

    /** Sets the dispatch strategy; it must be the topic's own if the topic exists. */
    public ProducerOptions setDispatchStrategy(DispatchStrategy dispatchStrategy) {
        this.dispatchStrategy = Checks.notNull("dispatchStrategy", dispatchStrategy);
        return this;
    }

    /** What keeps its order. */
    public Ordering getOrdering() {
        return ordering;
    }

    /** Sets what {@link Producer#send} keeps in order. */
    public ProducerOptions setOrdering(Ordering ordering) {
        this.ordering = Checks.notNull("ordering", ordering);
        return this;
    }

    /** Bound on records queued or in flight. */
    public int getMaxInFlightRecords() {
        return maxInFlightRecords;
    }

    /** Sets the bound on records queued or in flight through {@link Producer#send}, 1 to 1 000 000. */
    public ProducerOptions setMaxInFlightRecords(int maxInFlightRecords) {
        this.maxInFlightRecords = Checks.range("maxInFlightRecords", maxInFlightRecords, 1, 1_000_000);
        return this;
    }

    /** Bound on bytes queued or in flight. */
    public long getMaxInFlightBytes() {
        return maxInFlightBytes;
    }

    /**
     * Sets the bound on bytes queued or in flight through {@link Producer#send}, 1 to 1 GiB. The queue is full once the
     * bound is reached, so it is passed by at most one message (less than 4 MiB).
     */
    public ProducerOptions setMaxInFlightBytes(long maxInFlightBytes) {
        this.maxInFlightBytes = Checks.range("maxInFlightBytes", maxInFlightBytes, 1, 1L << 30);
        return this;
    }

    /** Time for the first registration. */
    public Duration getStartTimeout() {
        return startTimeout;
    }

    /** Sets how long creation is tried before it fails; zero tries for ever. */
    public ProducerOptions setStartTimeout(Duration startTimeout) {
        this.startTimeout = Checks.notNegative("startTimeout", startTimeout);
        return this;
    }

    /** The schema of the messages; null for none. */
    public @Nullable SchemaReference getSchema() {
        return schema;
    }

    /**
     * Sets the schema of the messages; null, the default, for none. The subject becomes the topic's if the topic has
     * none yet. Messages that bring no schema of their own are stamped with its id and version; payloads are not looked
     * at.
     */
    public ProducerOptions setSchema(@Nullable SchemaReference schema) {
        this.schema = schema;
        return this;
    }
}
