package com.danubemessaging.vertx.client.internal;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of chunks into gRPC messages. Every byte is copied once, into the message it belongs to: the work is
 * linear however many messages share a chunk, and no message keeps a larger chunk in memory.
 *
 * <p>Messages are cut when asked for, so what is not wanted yet stays in its chunk. Confined to its context.
 */
final class Deframer {

    /**
     * The largest message accepted: the broker's own limit of 4 MiB and some room, because delivered messages carry a
     * few bytes more than published ones (Danube protocol: effective payload limit).
     */
    static final int MAX_MESSAGE_BYTES = 4 * 1024 * 1024 + 64 * 1024;

    private static final int NO_HEAD = -1;

    private final ArrayDeque<Buffer> chunks = new ArrayDeque<>();
    private final byte[] head = new byte[SendFrame.HEAD_BYTES];
    private int firstOffset;
    private long available;
    private int messageBytes = NO_HEAD;

    void push(Buffer chunk) {
        if (chunk.length() > 0) {
            chunks.add(chunk);
            available += chunk.length();
        }
    }

    /**
     * The next complete message, or null if its last byte has not arrived.
     *
     * @throws IllegalArgumentException if the stream is not uncompressed gRPC or the message is too large; the stream
     *     cannot be read any further
     */
    @Nullable
    Buffer poll() {
        if (messageBytes == NO_HEAD) {
            if (available < SendFrame.HEAD_BYTES) {
                return null;
            }
            readHead();
        }
        if (available < messageBytes) {
            return null;
        }
        Buffer message = take(messageBytes);
        messageBytes = NO_HEAD;
        return message;
    }

    /** Whether bytes of an incomplete or uncut message are left. */
    boolean isEmpty() {
        return available == 0 && messageBytes == NO_HEAD;
    }

    private void readHead() {
        for (int i = 0; i < head.length; i++) {
            Buffer first = Objects.requireNonNull(chunks.peek());
            head[i] = first.getByte(firstOffset);
            advance(first, 1);
        }
        if (head[0] != 0) {
            throw new IllegalArgumentException("a compressed message, although no compression was negotiated");
        }
        long length = (head[1] & 0xffL) << 24 | (head[2] & 0xff) << 16 | (head[3] & 0xff) << 8 | (head[4] & 0xff);
        if (length > MAX_MESSAGE_BYTES) {
            throw new IllegalArgumentException(
                    "a message of " + length + " bytes, more than the limit of " + MAX_MESSAGE_BYTES);
        }
        messageBytes = (int) length;
    }

    private Buffer take(int length) {
        Buffer message = Buffer.buffer(length);
        int missing = length;
        while (missing > 0) {
            Buffer first = Objects.requireNonNull(chunks.peek());
            int part = Math.min(missing, first.length() - firstOffset);
            message.appendBuffer(first, firstOffset, part);
            advance(first, part);
            missing -= part;
        }
        return message;
    }

    private void advance(Buffer first, int bytes) {
        available -= bytes;
        firstOffset += bytes;
        if (firstOffset == first.length()) {
            chunks.remove();
            firstOffset = 0;
        }
    }
}
