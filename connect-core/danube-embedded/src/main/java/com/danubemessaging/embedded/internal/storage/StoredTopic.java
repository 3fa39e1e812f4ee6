package com.danubemessaging.embedded.internal.storage;

import com.danubemessaging.embedded.internal.schema.TopicSchema;
import com.danubemessaging.embedded.model.DispatchMode;
import java.util.Map;
import java.util.OptionalLong;

/** What is remembered of one topic. */
public interface StoredTopic {

    /** Full name, {@code /namespace/topic}. */
    String name();

    /** How the topic dispatches. */
    DispatchMode mode();

    /** Its messages; unused by non-reliable topics. */
    TopicLog log();

    /** The cursor of a subscription: the highest offset below which, and at which, everything is acknowledged. */
    OptionalLong cursor(String subscription);

    /** All cursors by subscription, a read-only view. */
    Map<String, Long> cursors();

    /** Remembers a cursor; -1 means that nothing is acknowledged. */
    void saveCursor(String subscription, long offset);

    /** What the topic asks of its messages, as an administrator set it; a fresh topic's until then. */
    TopicSchema schema();

    /** Remembers what the topic asks of its messages. */
    void saveSchema(TopicSchema schema);

    /** Forgets a subscription. */
    void removeCursor(String subscription);

    /** Trims the log below the lowest cursor; a topic without cursors keeps nothing. */
    default void trim() {
        long lowest = log().endOffset() - 1;
        for (long cursor : cursors().values()) {
            lowest = Math.min(lowest, cursor);
        }
        log().trimTo(lowest + 1);
    }
}
