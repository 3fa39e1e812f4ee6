package com.danubemessaging.embedded.internal.storage;

import com.danubemessaging.embedded.internal.schema.Subject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Is told what changes in a store and keeps it in its own time. It hears what changed, not what the change was, and
 * looks at the store's state when it writes: so whatever came and went in between costs nothing, and what waits to be
 * written is never more than what the store holds. Called on the broker's context.
 */
public interface StoreJournal {

    /** Keeps nothing, for a store in memory. */
    StoreJournal NONE = new StoreJournal() {};

    /** Nothing to wait for. */
    CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);

    /**
     * Refuses messages that could not be kept.
     *
     * @throws StorageException if that is so
     */
    default void checkWritable() {}

    /** Whether messages must not be read before they are kept. */
    default boolean holdsBackReaders() {
        return false;
    }

    /** A topic is new, or its log, cursors or schema changed. */
    default void changed(StoredTopic topic) {}

    /** A topic's log began again at offset 0. */
    default void wasReset(StoredTopic topic) {}

    /** A topic is gone. */
    default void removed(StoredTopic topic) {}

    /** A subscription's settings changed. */
    default void settingsChanged(String topic, String subscription) {}

    /** A namespace came or went. */
    default void namespaceChanged(String namespace) {}

    /** A schema subject changed. */
    default void changed(Subject subject) {}

    /** See {@link BrokerStore#whenReadable}. */
    default void whenReadable(Consumer<StoredTopic> listener) {}

    /** See {@link BrokerStore#flushed}. */
    default CompletionStage<Void> flushed() {
        return DONE;
    }

    /** See {@link BrokerStore#close}. */
    default CompletionStage<Void> close() {
        return DONE;
    }
}
