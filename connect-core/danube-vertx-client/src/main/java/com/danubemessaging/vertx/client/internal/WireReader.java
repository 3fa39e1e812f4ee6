package com.danubemessaging.vertx.client.internal;

import io.vertx.core.buffer.Buffer;

/**
 * Protobuf's primitive encodings, read from a region of a Vert.x buffer. Malformed input fails with
 * {@link IllegalArgumentException}; nothing is read outside the region.
 */
final class WireReader {

    private final Buffer buffer;
    private final int end;
    private int position;

    WireReader(Buffer buffer, int start, int end) {
        this.buffer = buffer;
        this.position = start;
        this.end = end;
    }

    boolean hasMore() {
        return position < end;
    }

    long varint() {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            if (position >= end) {
                throw new IllegalArgumentException("message ends inside a number");
            }
            byte octet = buffer.getByte(position++);
            value |= (long) (octet & 0x7f) << shift;
            if (octet >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("number longer than ten bytes");
    }

    /** The next tag: field number and wire type. */
    int tag() {
        long tag = varint();
        if (tag < 8 || tag > 0xffff_ffffL) {
            throw new IllegalArgumentException("not a field tag: " + tag);
        }
        return (int) tag;
    }

    /** Reads a length and moves behind the bytes it announces; their start is {@code position() - length}. */
    int skipBytes() {
        long length = varint();
        if (length < 0 || length > end - position) {
            throw new IllegalArgumentException("field longer than its message");
        }
        position += (int) length;
        return (int) length;
    }

    int position() {
        return position;
    }

    String string() {
        int length = skipBytes();
        return length == 0 ? "" : buffer.getString(position - length, position);
    }

    /** A reader over an embedded message. */
    WireReader message() {
        int length = skipBytes();
        return new WireReader(buffer, position - length, position);
    }

    /** A view of a bytes field; shares the buffer's memory. */
    Buffer bytes() {
        int length = skipBytes();
        return buffer.slice(position - length, position);
    }

    /** Moves behind a field that is not known here (Danube protocol: unknown fields are ignored). */
    void skip(int tag) {
        switch (tag & 7) {
            case 0 -> varint();
            case 1 -> advance(8);
            case 2 -> skipBytes();
            case 5 -> advance(4);
            default -> throw new IllegalArgumentException("unknown wire type " + (tag & 7));
        }
    }

    private void advance(int bytes) {
        if (bytes > end - position) {
            throw new IllegalArgumentException("message ends inside a field");
        }
        position += bytes;
    }
}
