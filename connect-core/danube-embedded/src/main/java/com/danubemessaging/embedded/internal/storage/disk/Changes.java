package com.danubemessaging.embedded.internal.storage.disk;

import com.danubemessaging.embedded.internal.schema.Subject;
import com.danubemessaging.embedded.internal.storage.MemoryStore;
import com.danubemessaging.embedded.internal.storage.StoredTopic;
import com.danubemessaging.embedded.internal.storage.SubscriptionSettings;
import com.danubemessaging.embedded.internal.storage.TopicLog;
import com.danubemessaging.proto.StreamMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What changed since the batch before: names of things, not their contents. Confined to the broker's context. */
final class Changes {

    private final MemoryStore store;
    private final IdentityHashMap<StoredTopic, DiskTopic> known = new IdentityHashMap<>();
    private final Set<StoredTopic> topics = new LinkedHashSet<>();
    private final List<Batch.Range> removed = new ArrayList<>();
    private final List<Long> removedTopics = new ArrayList<>();
    private final Set<Batch.Subscription> subscriptions = new LinkedHashSet<>();
    private final Set<String> namespaces = new LinkedHashSet<>();
    private final Set<Subject> subjects = new LinkedHashSet<>();
    private long lastLog;

    /**
     * Nothing has changed.
     *
     * @param loaded what the file holds of each topic, by name
     * @param lastLog the highest number of a log
     */
    Changes(MemoryStore store, Map<String, DiskTopic> loaded, long lastLog) {
        this.store = store;
        this.lastLog = lastLog;
        for (StoredTopic topic : store.topics()) {
            DiskTopic onDisk = loaded.get(topic.name());
            if (onDisk != null) {
                known.put(topic, onDisk);
            }
        }
    }

    void topic(StoredTopic topic) {
        topics.add(topic);
    }

    /** The old log goes and a new one begins, so that nothing of the old one can be taken for the new one's. */
    void reset(StoredTopic topic) {
        forget(topic);
        topics.add(topic);
    }

    void removed(StoredTopic topic) {
        forget(topic);
        topics.remove(topic);
    }

    void settings(String topic, String subscription) {
        subscriptions.add(new Batch.Subscription(topic, subscription));
    }

    void namespace(String namespace) {
        namespaces.add(namespace);
    }

    void subject(Subject subject) {
        subjects.add(subject);
    }

    /** The number of a topic's log in the file, or -1 if it is not there. */
    long logOf(StoredTopic topic) {
        DiskTopic onDisk = known.get(topic);
        return onDisk == null ? -1 : onDisk.log();
    }

    /** Takes everything that changed; afterwards nothing has. */
    Batch take() {
        List<Batch.TopicImage> images = new ArrayList<>(topics.size());
        List<Batch.Append> appended = new ArrayList<>();
        for (StoredTopic topic : topics) {
            DiskTopic onDisk = known.computeIfAbsent(
                    topic,
                    fresh -> new DiskTopic(
                            ++lastLog, fresh.log().startOffset(), fresh.log().startOffset()));
            images.add(new Batch.TopicImage(onDisk.log(), topic, TopicRecord.of(topic)));
            advance(topic.log(), onDisk, appended);
        }
        Map<Batch.Subscription, SubscriptionSettings> settings = new HashMap<>();
        subscriptions.forEach(key -> settings.put(key, store.settings(key.topic(), key.name())));
        Map<String, Boolean> spaces = new HashMap<>();
        namespaces.forEach(name -> spaces.put(name, store.namespaces().contains(name)));
        Map<Long, byte[]> encoded = new HashMap<>();
        subjects.forEach(subject -> encoded.put(subject.id(), SubjectRecord.encode(subject)));
        Batch batch = new Batch(
                images, appended, List.copyOf(removed), List.copyOf(removedTopics), settings, spaces, encoded);
        topics.clear();
        removed.clear();
        removedTopics.clear();
        subscriptions.clear();
        namespaces.clear();
        subjects.clear();
        return batch;
    }

    private void advance(TopicLog log, DiskTopic onDisk, List<Batch.Append> appended) {
        long start = log.startOffset();
        long end = log.endOffset();
        long from = Math.max(start, onDisk.end());
        if (from < end) {
            appended.add(new Batch.Append(onDisk.log(), from, messages(log, from, end)));
        }
        long trimmedTo = Math.min(start, onDisk.end());
        if (onDisk.start() < trimmedTo) {
            removed.add(new Batch.Range(onDisk.log(), onDisk.start(), trimmedTo));
        }
        onDisk.moveTo(start, end);
    }

    private static List<StreamMessage> messages(TopicLog log, long from, long to) {
        List<StreamMessage> messages = new ArrayList<>();
        for (long offset = from; offset < to; offset++) {
            @Nullable StreamMessage message = log.read(offset);
            if (message != null) {
                messages.add(message);
            }
        }
        return messages;
    }

    private void forget(StoredTopic topic) {
        DiskTopic onDisk = known.remove(topic);
        if (onDisk != null) {
            removed.add(onDisk.all());
            removedTopics.add(onDisk.log());
        }
    }
}
