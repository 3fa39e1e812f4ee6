package com.danubemessaging.connect.api.record;

/**
 * What tells one message from every other. The offset alone does not: a broker that lost data may hand it out again.
 *
 * @param topic the partition's own name, for example {@code /default/orders-part-3}
 * @param offset position in the topic's log, unsigned
 * @param producerId the broker's id of the producer, unsigned
 * @param requestId the producer's number of the message, unsigned
 */
public record MessageId(String topic, long offset, long producerId, long requestId) {

    /**
     * {@code topic:offset:producerId:requestId}, numbers unsigned; stable over redeliveries, fit as an idempotence key.
     */
    @Override
    public String toString() {
        return topic
                + ':'
                + Long.toUnsignedString(offset)
                + ':'
                + Long.toUnsignedString(producerId)
                + ':'
                + Long.toUnsignedString(requestId);
    }
}
