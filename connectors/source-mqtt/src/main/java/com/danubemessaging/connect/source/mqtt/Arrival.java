package com.danubemessaging.connect.source.mqtt;

import io.vertx.core.buffer.Buffer;

/**
 * One message as it came from the broker.
 *
 * @param topic the MQTT topic
 * @param payload nobody else writes to it
 * @param flags the header of the delivered packet
 * @param ack sends the acknowledgement; only while the connection lives
 */
record Arrival(String topic, Buffer payload, Flags flags, Runnable ack) {

    /**
     * The fixed header of PUBLISH (MQTT 3.1.1, 3.3.1).
     *
     * @param qos of this delivery: the lower one of the publisher's and the subscription's
     * @param isDuplicate whether it may have been delivered before
     * @param isRetained whether the broker kept it from before the subscription
     */
    record Flags(int qos, boolean isDuplicate, boolean isRetained) {}

    /** What it counts in the {@link Backlog}. */
    long bytes() {
        return (long) payload.length() + topic.length();
    }

    /** Whether the broker waits for an acknowledgement. */
    boolean wantsAck() {
        return flags.qos() > 0;
    }
}
