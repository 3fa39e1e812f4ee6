package com.danubemessaging.embedded.internal.storage.disk;

import com.danubemessaging.embedded.internal.storage.StoredTopic;
import com.danubemessaging.embedded.internal.storage.SubscriptionSettings;
import com.danubemessaging.proto.StreamMessage;
import java.util.List;
import java.util.Map;

/**
 * What is written together: a moment of everything that changed since the batch before. Immutable, so that the disk's
 * thread may read it while the broker goes on.
 *
 * @param topics topics that changed
 * @param appended messages by log, none of which was trimmed already
 * @param removed messages that are not needed any more
 * @param removedTopics numbers of logs whose topic is gone
 * @param settings settings by subscription; {@link SubscriptionSettings#NONE} for those to forget
 * @param namespaces whether a namespace exists
 * @param subjects encoded subjects by id
 */
record Batch(
        List<TopicImage> topics,
        List<Append> appended,
        List<Range> removed,
        List<Long> removedTopics,
        Map<Subscription, SubscriptionSettings> settings,
        Map<String, Boolean> namespaces,
        Map<Long, byte[]> subjects) {

    /** A subscription by name. */
    record Subscription(String topic, String name) {}

    /**
     * A topic at the moment of the batch.
     *
     * @param log number of its log
     * @param source the topic itself, for the broker's context only
     */
    record TopicImage(long log, StoredTopic source, TopicRecord contents) {}

    /** Messages with consecutive offsets. */
    record Append(long log, long firstOffset, List<StreamMessage> messages) {}

    /** Offsets of a log, the last one excluded. */
    record Range(long log, long from, long to) {}
}
