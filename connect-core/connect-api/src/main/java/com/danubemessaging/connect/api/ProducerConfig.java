package com.danubemessaging.connect.api;

import java.util.Objects;

/**
 * One topic that a source writes.
 *
 * @param topic {@code /namespace/topic}
 * @param partitions 0: not partitioned; n: the topics {@code <topic>-part-0} to {@code <topic>-part-(n-1)}
 * @param reliable whether the topic is created with reliable dispatch; an existing topic of the other mode is refused
 * @param ordering which records of the topic are published strictly one after the other
 */
public record ProducerConfig(String topic, int partitions, boolean reliable, Ordering ordering) {

    /**
     * Which records are kept in order; a stricter choice is slower, because Danube keeps order only with one publish in
     * flight.
     */
    public enum Ordering {
        /** Records of one key; records without a key by partition. The default. */
        KEY,
        /** All records of one partition. */
        PARTITION,
        /** None: every record may overtake every other. */
        NONE
    }

    /** Checks ranges: {@code partitions} is not negative, {@code topic} not empty. */
    public ProducerConfig {
        Objects.requireNonNull(ordering, "ordering");
        if (topic.isEmpty()) {
            throw new IllegalArgumentException("topic must not be empty");
        }
        if (partitions < 0) {
            throw new IllegalArgumentException("partitions=" + partitions + " must not be negative");
        }
    }

    /** A reliable topic without partitions, ordered by key. */
    public static ProducerConfig reliable(String topic) {
        return new ProducerConfig(topic, 0, true, Ordering.KEY);
    }
}
