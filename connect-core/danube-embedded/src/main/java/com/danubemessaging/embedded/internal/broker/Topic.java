package com.danubemessaging.embedded.internal.broker;

import com.danubemessaging.embedded.internal.schema.TopicSchema;
import com.danubemessaging.embedded.internal.storage.StoredTopic;
import com.danubemessaging.embedded.internal.storage.TopicLog;
import com.danubemessaging.embedded.model.DispatchMode;
import com.danubemessaging.embedded.model.SubscriptionStats;
import com.danubemessaging.embedded.model.TopicStats;
import com.danubemessaging.proto.StreamMessage;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A topic that this broker serves: what is stored of it, and who publishes and subscribes at the moment. */
final class Topic {

    private final StoredTopic stored;
    private final Map<String, Producer> producers = new HashMap<>();
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    private TopicSchema schema;
    private long published;
    private boolean draining;

    Topic(StoredTopic stored) {
        this.stored = stored;
        this.schema = stored.schema();
    }

    String name() {
        return stored.name();
    }

    DispatchMode mode() {
        return stored.mode();
    }

    StoredTopic stored() {
        return stored;
    }

    /** What the topic asks of its messages in this life. */
    TopicSchema schema() {
        return schema;
    }

    /** Changes what the topic asks, until it is loaded again. */
    void schema(TopicSchema newSchema) {
        schema = newSchema;
    }

    /** Whether the topic is on its way to another broker and takes nothing any more. */
    boolean isDraining() {
        return draining;
    }

    void drain() {
        draining = true;
    }

    @Nullable
    Producer producer(String name) {
        return producers.get(name);
    }

    Collection<Producer> producers() {
        return Collections.unmodifiableCollection(producers.values());
    }

    void add(Producer producer) {
        producers.put(producer.name(), producer);
    }

    @Nullable
    Subscription subscription(String name) {
        return subscriptions.get(name);
    }

    Collection<Subscription> subscriptions() {
        return Collections.unmodifiableCollection(subscriptions.values());
    }

    void add(Subscription subscription) {
        subscriptions.put(subscription.name(), subscription);
    }

    /** Removes a subscription and what is stored of it. */
    void remove(String subscription) {
        subscriptions.remove(subscription);
        stored.removeCursor(subscription);
        stored.trim();
    }

    int consumerCount() {
        return subscriptions.values().stream()
                .mapToInt(subscription -> subscription.members().size())
                .sum();
    }

    /**
     * Stores a message if anybody may still want it, and offers it to every subscription.
     *
     * @throws com.danubemessaging.embedded.internal.storage.StorageFullException if it does not fit
     */
    void publish(StreamMessage message) {
        if (mode() == DispatchMode.RELIABLE) {
            append(message);
        }
        published++;
        for (Subscription subscription : subscriptions.values()) {
            subscription.published(message);
        }
    }

    /** What callers wait for because a subscription takes no more, or null. */
    @Nullable
    CompletionStage<Void> congestion() {
        for (Subscription subscription : subscriptions.values()) {
            CompletionStage<Void> awaited = subscription.congestion();
            if (awaited != null) {
                return awaited;
            }
        }
        return null;
    }

    TopicStats stats() {
        Map<String, SubscriptionStats> stats = new HashMap<>();
        stored.cursors().forEach((name, cursor) -> stats.put(name, dormant(name, cursor)));
        subscriptions.values().forEach(subscription -> stats.put(subscription.name(), subscription.stats()));
        TopicLog log = stored.log();
        return new TopicStats(
                name(), mode(), published, log.startOffset(), log.endOffset(), log.bytes(), producers.size(), stats);
    }

    private void append(StreamMessage message) {
        TopicLog log = stored.log();
        if (stored.cursors().isEmpty()) {
            log.skip();
        } else {
            log.append(message.toBuilder()
                    .setMsgId(message.getMsgId().toBuilder().setTopicOffset(log.endOffset()))
                    .build());
        }
    }

    private SubscriptionStats dormant(String name, long cursor) {
        long backlog = Math.max(0, stored.log().endOffset() - 1 - cursor);
        return new SubscriptionStats(name, null, cursor, 0, backlog, 0, 0, 0, 0, false, List.of());
    }
}
