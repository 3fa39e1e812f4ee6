package com.danubemessaging.vertx.client.internal;

import io.vertx.core.buffer.Buffer;

/**
 * Protobuf's primitive encodings, appended to a Vert.x buffer. It exists for one reason: with it a payload is copied
 * once on its way from the caller to the socket, with generated classes three times.
 */
final class WireWriter {

    static final int VARINT = 0;
    static final int LENGTH_DELIMITED = 2;

    private WireWriter() {}

    static int tag(int field, int wireType) {
        return (field << 3) | wireType;
    }

    /** Bytes that the value takes as a varint, 1 to 10; the value is unsigned. */
    static int varintSize(long value) {
        return (70 - Long.numberOfLeadingZeros(value | 1)) / 7;
    }

    /** Bytes of a length-delimited field with a one-byte tag. */
    static int bytesFieldSize(int length) {
        return 1 + varintSize(length) + length;
    }

    static void varint(Buffer out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.appendByte((byte) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.appendByte((byte) rest);
    }

    /** A varint field with a one-byte tag (field numbers 1 to 15). */
    static void varintField(Buffer out, int field, long value) {
        out.appendByte((byte) tag(field, VARINT));
        varint(out, value);
    }

    /** The head of a length-delimited field with a one-byte tag; the bytes follow. */
    static void lengthHead(Buffer out, int field, int length) {
        out.appendByte((byte) tag(field, LENGTH_DELIMITED));
        varint(out, length);
    }

    static void bytesField(Buffer out, int field, byte[] bytes) {
        lengthHead(out, field, bytes.length);
        out.appendBytes(bytes);
    }
}
