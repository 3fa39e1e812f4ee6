package com.danubemessaging.connect.source.mqtt;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The messages of one connection that are not confirmed yet, in order of arrival. An acknowledgement is sent when the
 * message and all before it are settled, because MQTT 3.1.1 (4.6.0) wants PUBACKs in the order of the PUBLISHes.
 *
 * <p>When the connection has ended nothing is acknowledged any more: packet identifiers belong to a connection's
 * deliveries, and after a reconnect the same one may stand for another message. What was taken still counts in the
 * {@link Backlog} until it is settled.
 *
 * <p>Plain single-threaded state, without clock or I/O.
 */
final class AckQueue {

    /** For messages of QoS 0, which nobody waits for. */
    static final Runnable NO_ACK = () -> {};

    private final String partition;
    private final Backlog backlog;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private long lastNumber;
    private long settledUpTo;
    private boolean isOpen = true;

    /**
     * For one connection.
     *
     * @param partition names it in source offsets
     * @param backlog where its messages are counted
     */
    AckQueue(String partition, Backlog backlog) {
        this.partition = partition;
        this.backlog = backlog;
    }

    /**
     * Adds a message whose record goes to Danube.
     *
     * @return its arrival number on this connection, from 1: what {@link #settle} is called with
     */
    long add(long bytes, Runnable ack) {
        backlog.add(bytes);
        lastNumber++;
        entries.addLast(new Entry(lastNumber, bytes, ack));
        return lastNumber;
    }

    /** Adds a message that is done with: acknowledged at once, or as soon as everything before it is settled. */
    void addSettled(long bytes, Runnable ack) {
        if (entries.isEmpty()) {
            if (isOpen) {
                ack.run();
            }
            return;
        }
        // The number of the message before: whatever settles that one settles this one too.
        backlog.add(bytes);
        entries.addLast(new Entry(lastNumber, bytes, ack));
    }

    /**
     * Settles all messages up to this arrival number and acknowledges them, in order, if the connection is still the
     * one that brought them.
     *
     * @return how many acknowledgements were sent
     */
    int settle(long upTo) {
        settledUpTo = Math.max(settledUpTo, upTo);
        int acknowledged = 0;
        Entry head = entries.peekFirst();
        while (head != null && head.number <= settledUpTo) {
            entries.removeFirst();
            backlog.remove(head.bytes);
            if (isOpen && head.ack != NO_ACK) {
                head.ack.run();
                acknowledged++;
            }
            head = entries.peekFirst();
        }
        return acknowledged;
    }

    /** The connection has ended: from now on nothing is acknowledged. Lets go of the messages. */
    void close() {
        isOpen = false;
        entries.forEach(entry -> entry.ack = NO_ACK);
    }

    /** Whether the connection has ended and Danube has everything it brought. */
    boolean isDone() {
        return !isOpen && entries.isEmpty();
    }

    /** Its name in source offsets. */
    String partition() {
        return partition;
    }

    private static final class Entry {
        private final long number;
        private final long bytes;
        private Runnable ack;

        private Entry(long number, long bytes, Runnable ack) {
            this.number = number;
            this.bytes = bytes;
            this.ack = ack;
        }
    }
}
