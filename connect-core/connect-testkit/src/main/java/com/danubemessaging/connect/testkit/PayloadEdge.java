package com.danubemessaging.connect.testkit;

import com.danubemessaging.connect.api.record.SchemaInfo;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Payloads at the edge of what a connector may meet. */
enum PayloadEdge {
    /** Nothing at all: a tombstone in some systems. */
    EMPTY,
    /** One byte that is neither JSON nor UTF-8 by itself. */
    ONE_BYTE,
    /** Text of one to four bytes a character, a line break, a quotation mark and a NUL. */
    UNICODE,
    /** Large, but well below Danube's limit of 4 MiB for a message. */
    ONE_MEBIBYTE,
    /** Cut off in the middle, although its schema promises JSON. */
    BROKEN_JSON;

    Buffer payload() {
        return switch (this) {
            case EMPTY -> Buffer.buffer();
            case ONE_BYTE -> Buffer.buffer(new byte[] {(byte) 0xff});
            case UNICODE -> Buffer.buffer("a\u00e9\u20ac\ud83d\ude80\n\"\u0000");
            case ONE_MEBIBYTE -> mebibyte();
            case BROKEN_JSON -> Buffer.buffer("{\"n\": ");
        };
    }

    @Nullable
    SchemaInfo schema() {
        return this == BROKEN_JSON ? new SchemaInfo(1, 1, "contract", "json_schema") : null;
    }

    private static Buffer mebibyte() {
        byte[] bytes = new byte[1 << 20];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        return Buffer.buffer(bytes);
    }
}
