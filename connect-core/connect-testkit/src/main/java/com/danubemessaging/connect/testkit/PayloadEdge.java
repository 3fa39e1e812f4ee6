package com.danubemessaging.connect.testkit;

import com.danubemessaging.connect.api.record.SchemaInfo;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Payloads at the edge of what a connector may meet. */
enum PayloadEdge {
    /** Nothing at all: a tombstone in some systems. */
    EMPTY(Buffer.buffer(), null),
    /** One byte that is neither JSON nor UTF-8 by itself. */
    ONE_BYTE(Buffer.buffer(new byte[] {(byte) 0xff}), null),
    /** Text of one to four bytes a character, a line break and a quotation mark. */
    UNICODE(Buffer.buffer("a\u00e9\u20ac\ud83d\ude80\n\"\u0000"), null),
    /** Large, but well below Danube's limit of 4 MiB for a message. */
    ONE_MEBIBYTE(Buffer.buffer(mebibyte()), null),
    /** Cut off in the middle, although its schema promises JSON. */
    BROKEN_JSON(Buffer.buffer("{\"n\": "), new SchemaInfo(1, 1, "contract", "json_schema"));

    private final Buffer payload;
    private final @Nullable SchemaInfo schema;

    PayloadEdge(Buffer payload, @Nullable SchemaInfo schema) {
        this.payload = payload;
        this.schema = schema;
    }

    Buffer payload() {
        return payload;
    }

    @Nullable
    SchemaInfo schema() {
        return schema;
    }

    private static byte[] mebibyte() {
        byte[] bytes = new byte[1 << 20];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        return bytes;
    }
}
