package com.danubemessaging.vertx.client;

import io.vertx.core.buffer.Buffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One delivery of one message. Immutable, provided that nobody writes to {@link #payload()}; may be handed to any
 * thread.
 *
 * <p>All numeric ids use the full unsigned 64-bit range: print them with {@link Long#toUnsignedString(long)} and never
 * compare them with 0. Nothing in a delivery tells a first one from a redelivery.
 */
public interface Message {

    /** The topic as subscribed to, without a partition suffix. */
    String topic();

    /** The topic the broker stores the message in: {@code <topic>-part-<n>}, or {@link #topic()} when plain. */
    String partitionTopic();

    /** The partition's number, or -1 for a plain topic. */
    int partition();

    /** Position in {@link #partitionTopic()}, unsigned, starting at 0; always 0 on non-reliable topics. */
    long offset();

    /** The producer's id, unsigned. */
    long producerId();

    /** The producer's request number, unsigned; unique within one producer's life only. */
    long requestId();

    /** The producer's clock at publishing, milliseconds since the epoch; not checked by the broker. */
    long publishTime();

    /** The producer's name, including its partition suffix. */
    String producerName();

    /** The broker as the producer named it; may be empty. */
    String brokerAddress();

    /** The producer's attributes; empty if there are none. Unmodifiable. */
    Map<String, String> attributes();

    /** The bytes of the message; may be empty. Do not write to it. */
    Buffer payload();

    /** The key; null if the message was sent without one. An empty key is a key. */
    @Nullable
    String routingKey();

    /** The schema subject's id, unsigned; null if the producer named no schema. */
    @Nullable
    Long schemaId();

    /** The schema's version, unsigned; null if the producer named no schema. */
    @Nullable
    Integer schemaVersion();

    /** Size of the message on the wire in bytes, its frame header excluded. */
    int encodedSize();

    /** The identity of the message, equal for all its deliveries. */
    default MessageId id() {
        return new MessageId(partitionTopic(), offset(), producerId(), requestId(), publishTime(), brokerAddress());
    }
}
