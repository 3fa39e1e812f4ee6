package com.danubemessaging.embedded.internal.storage;

import com.danubemessaging.embedded.internal.schema.SchemaRegistry;
import com.danubemessaging.embedded.internal.schema.TopicSchema;
import com.danubemessaging.embedded.model.DispatchMode;
import com.danubemessaging.embedded.model.SchemaRules;
import com.danubemessaging.proto.StreamMessage;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Keeps everything on the heap; all logs together hold at most a given number of message bytes. A {@link StoreJournal}
 * may keep the same on disk: then the heap is what is read, and the journal what survives.
 */
public final class MemoryStore implements BrokerStore {

    private record SubscriptionKey(String topic, String subscription) {}

    private final MemoryBudget budget;
    private final StoreJournal journal;
    private final Map<String, MemoryTopic> topics = new LinkedHashMap<>();
    private final Map<SubscriptionKey, SubscriptionSettings> settings = new HashMap<>();
    private final Set<String> namespaces = new TreeSet<>();
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
        this(limitBytes, rules, StoreJournal.NONE);
    }

    /**
     * An empty store that tells a journal of its changes.
     *
     * @param limitBytes encoded bytes of all messages kept, positive
     * @param rules what the schema registry lets follow what
     */
    public MemoryStore(long limitBytes, SchemaRules rules, StoreJournal journal) {
        this.budget = new MemoryBudget(limitBytes);
        this.journal = journal;
        this.schemas = new SchemaRegistry(rules, () -> System.currentTimeMillis() / 1000, journal::changed);
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
        MemoryTopic topic = new MemoryTopic(name, mode, budget, journal);
        topics.put(name, topic);
        journal.changed(topic);
        return topic;
    }

    @Override
    public void delete(String name) {
        MemoryTopic removed = topics.remove(name);
        if (removed != null) {
            removed.log().trimTo(removed.log().endOffset());
            journal.removed(removed);
            settings.keySet().stream()
                    .filter(key -> key.topic.equals(name))
                    .toList()
                    .forEach(key -> saveSettings(key.topic, key.subscription, SubscriptionSettings.NONE));
        }
    }

    @Override
    public SubscriptionSettings settings(String topic, String subscription) {
        return settings.getOrDefault(new SubscriptionKey(topic, subscription), SubscriptionSettings.NONE);
    }

    @Override
    public void saveSettings(String topic, String subscription, SubscriptionSettings changed) {
        restoreSettings(topic, subscription, changed);
        journal.settingsChanged(topic, subscription);
    }

    @Override
    public Set<String> namespaces() {
        return Collections.unmodifiableSet(namespaces);
    }

    @Override
    public void addNamespace(String namespace) {
        if (namespaces.add(namespace)) {
            journal.namespaceChanged(namespace);
        }
    }

    @Override
    public void removeNamespace(String namespace) {
        if (namespaces.remove(namespace)) {
            journal.namespaceChanged(namespace);
        }
    }

    @Override
    public void whenReadable(Consumer<StoredTopic> listener) {
        journal.whenReadable(listener);
    }

    @Override
    public CompletionStage<Void> flushed() {
        return journal.flushed();
    }

    @Override
    public CompletionStage<Void> close() {
        return journal.close();
    }

    /** Puts back a topic that was kept, as yet without messages. */
    public StoredTopic restoreTopic(
            String name, DispatchMode mode, long startOffset, Map<String, Long> cursors, TopicSchema schema) {
        MemoryTopic topic = new MemoryTopic(name, mode, budget, journal);
        topics.put(name, topic);
        topic.log().startAt(startOffset);
        cursors.forEach(topic::saveCursor);
        topic.saveSchema(schema);
        return topic;
    }

    /** Puts back a message of a topic that was restored, in ascending order of offsets. */
    public void restoreMessage(String topic, long offset, StreamMessage message) {
        restored(topic).log().restore(offset, message);
    }

    /** Ends the putting back of a topic: the next message gets an offset, or one that follows the last message. */
    public void restoreEnd(String topic, long endOffset) {
        MemoryLog log = restored(topic).log();
        log.startAt(Math.max(log.endOffset(), endOffset));
    }

    /** Puts back what was set for a subscription. */
    public void restoreSettings(String topic, String subscription, SubscriptionSettings restored) {
        SubscriptionKey key = new SubscriptionKey(topic, subscription);
        if (restored.equals(SubscriptionSettings.NONE)) {
            settings.remove(key);
        } else {
            settings.put(key, restored);
        }
    }

    /** Puts back a namespace. */
    public void restoreNamespace(String namespace) {
        namespaces.add(namespace);
    }

    /** The messages of a topic below an offset are kept, so they may be read. */
    public void keptTo(StoredTopic topic, long offset) {
        if (topic instanceof MemoryTopic known) {
            known.log().keptTo(offset);
        }
    }

    private MemoryTopic restored(String name) {
        MemoryTopic topic = topics.get(name);
        if (topic == null) {
            throw new IllegalStateException("topic " + name + " has not been restored");
        }
        return topic;
    }
}
