package com.danubemessaging.vertx.client;

import java.util.Objects;

/**
 * The identity of one stored message. The offset alone is not one: after a broker lost its data, offsets start again at
 * 0.
 *
 * @param topic the topic or partition the message is stored in
 * @param offset position in that topic, unsigned; always 0 on non-reliable topics
 * @param producerId the producer's id, unsigned
 * @param requestId the producer's request number, unsigned
 * @param publishTime the producer's clock, milliseconds since the epoch
 * @param brokerAddress the broker as the producer named it; may be empty
 */
public record MessageId(
        String topic, long offset, long producerId, long requestId, long publishTime, String brokerAddress) {

    public MessageId {
        Objects.requireNonNull(topic);
        Objects.requireNonNull(brokerAddress);
    }

    /** For logs: {@code /default/orders@17}, the offset unsigned. */
    @Override
    public String toString() {
        return topic + "@" + Long.toUnsignedString(offset);
    }
}
