package com.danubemessaging.embedded.internal.storage;

import com.danubemessaging.embedded.internal.schema.SchemaRegistry;
import com.danubemessaging.embedded.model.DispatchMode;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Topics, cursors, what administrators set, and schemas that survive a restart of the broker. */
public interface BrokerStore {

    /** All topics, in no particular order. */
    Collection<StoredTopic> topics();

    /**
     * Adds a topic.
     *
     * @throws IllegalStateException if the name is taken
     */
    StoredTopic create(String name, DispatchMode mode);

    /** Removes a topic with its messages, cursors and subscriptions' settings; unknown names are ignored. */
    void delete(String name);

    /** The schema registry. */
    SchemaRegistry schemas();

    /** What was set for a subscription, whether or not it or its topic exists yet. */
    SubscriptionSettings settings(String topic, String subscription);

    /** Remembers what was set for a subscription; {@link SubscriptionSettings#NONE} forgets it. */
    void saveSettings(String topic, String subscription, SubscriptionSettings settings);

    /** Namespaces that were added, besides those of the broker's configuration. */
    Set<String> namespaces();

    /** Remembers a namespace. */
    void addNamespace(String namespace);

    /** Forgets a namespace; unknown ones are ignored. */
    void removeNamespace(String namespace);

    /** Who is told that more of a topic's log can be read than before; replaces whoever was told until now. */
    void whenReadable(Consumer<StoredTopic> listener);

    /**
     * Completes once every change made so far is as safe as the store promises to keep it, or fails with a
     * {@link StorageException}. Already complete for a store that has nothing to wait for.
     */
    CompletionStage<Void> flushed();

    /** Completes once everything is kept and the store has let go of its resources; it is not used afterwards. */
    CompletionStage<Void> close();
}
