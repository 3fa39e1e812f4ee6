package com.danubemessaging.embedded.internal.storage;

import com.danubemessaging.embedded.internal.schema.SchemaRegistry;
import com.danubemessaging.embedded.internal.schema.TopicSchema;
import com.danubemessaging.embedded.model.DispatchMode;
import com.danubemessaging.embedded.model.FailurePolicy;
import com.danubemessaging.embedded.model.SchemaRules;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Keeps everything on the heap; all logs together hold at most a given number of message bytes. */
public final class MemoryStore implements BrokerStore {

    private record SubscriptionKey(String topic, String subscription) {}

    private final MemoryBudget budget;
    private final Map<String, StoredTopic> topics = new LinkedHashMap<>();
    private final Map<SubscriptionKey, FailurePolicy> policies = new HashMap<>();
    private final SchemaRegistry schemas;

    /**
     * An empty store with a broker's own rules for schemas.
     *
     * @param limitBytes encoded bytes of all messages kept, positive
     */
    public MemoryStore(long limitBytes) {
        this(limitBytes, SchemaRules.BROKER);
    }

    /**
     * An empty store.
     *
     * @param limitBytes encoded bytes of all messages kept, positive
     * @param rules what the schema registry lets follow what
     */
    public MemoryStore(long limitBytes, SchemaRules rules) {
        this.budget = new MemoryBudget(limitBytes);
        this.schemas = new SchemaRegistry(rules, () -> System.currentTimeMillis() / 1000);
    }

    @Override
    public SchemaRegistry schemas() {
        return schemas;
    }

    @Override
    public Collection<StoredTopic> topics() {
        return Collections.unmodifiableCollection(topics.values());
    }

    @Override
    public StoredTopic create(String name, DispatchMode mode) {
        if (topics.containsKey(name)) {
            throw new IllegalStateException("topic " + name + " is already stored");
        }
        StoredTopic topic = new MemoryTopic(name, mode, new MemoryLog(budget));
        topics.put(name, topic);
        return topic;
    }

    @Override
    public void delete(String name) {
        StoredTopic removed = topics.remove(name);
        if (removed != null) {
            removed.log().reset();
            policies.keySet().removeIf(key -> key.topic.equals(name));
        }
    }

    @Override
    public Optional<FailurePolicy> failurePolicy(String topic, String subscription) {
        return Optional.ofNullable(policies.get(new SubscriptionKey(topic, subscription)));
    }

    @Override
    public void saveFailurePolicy(String topic, String subscription, FailurePolicy policy) {
        policies.put(new SubscriptionKey(topic, subscription), policy);
    }

    @Override
    public void removeFailurePolicy(String topic, String subscription) {
        policies.remove(new SubscriptionKey(topic, subscription));
    }

    private static final class MemoryTopic implements StoredTopic {

        private final String name;
        private final DispatchMode mode;
        private final TopicLog log;
        private final Map<String, Long> cursors = new HashMap<>();
        private TopicSchema schema = TopicSchema.FRESH;

        MemoryTopic(String name, DispatchMode mode, TopicLog log) {
            this.name = name;
            this.mode = mode;
            this.log = log;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public DispatchMode mode() {
            return mode;
        }

        @Override
        public TopicLog log() {
            return log;
        }

        @Override
        public OptionalLong cursor(String subscription) {
            Long cursor = cursors.get(subscription);
            return cursor == null ? OptionalLong.empty() : OptionalLong.of(cursor);
        }

        @Override
        public Map<String, Long> cursors() {
            return Collections.unmodifiableMap(cursors);
        }

        @Override
        public void saveCursor(String subscription, long offset) {
            cursors.put(subscription, offset);
        }

        @Override
        public TopicSchema schema() {
            return schema;
        }

        @Override
        public void saveSchema(TopicSchema newSchema) {
            schema = newSchema;
        }

        @Override
        public void removeCursor(String subscription) {
            cursors.remove(subscription);
        }
    }
}
