package com.danubemessaging.connect.source.mqtt;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much was taken from the broker and is not confirmed by Danube, over all connections, and whether one more fits.
 * Messages of an ended connection count until Danube has them: they still use memory.
 *
 * <p>Confined to the connector's context; the two sizes may be read from anywhere.
 */
final class Backlog {

    private final long maxMessages;
    private final long maxBytes;
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    Backlog(MqttSourceConfig.Limits limits) {
        this.maxMessages = limits.messages();
        this.maxBytes = limits.bytes();
    }

    /** Whether a message of this size may be added. The first one always may, or a large one would never pass. */
    boolean admits(long messageBytes) {
        return isEmpty() || (messages.get() < maxMessages && bytes.get() + messageBytes <= maxBytes);
    }

    /** Whether a bound is reached. */
    boolean isFull() {
        return messages.get() >= maxMessages || bytes.get() >= maxBytes;
    }

    /** Counts one message. */
    void add(long messageBytes) {
        messages.incrementAndGet();
        bytes.addAndGet(messageBytes);
    }

    /** Counts one message less. */
    void remove(long messageBytes) {
        messages.decrementAndGet();
        bytes.addAndGet(-messageBytes);
    }

    /** Whether at most half of either bound is used, so that it pays to take messages again. */
    boolean isHalfFree() {
        return messages.get() <= maxMessages / 2 && bytes.get() <= maxBytes / 2;
    }

    /** Whether Danube has confirmed everything. */
    boolean isEmpty() {
        return messages.get() == 0;
    }

    /** Unconfirmed messages. */
    long messages() {
        return messages.get();
    }

    /** Their payloads and topics, in bytes. */
    long bytes() {
        return bytes.get();
    }
}
