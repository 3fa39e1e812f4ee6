package com.danubemessaging.connect.testkit;

import com.danubemessaging.connect.api.record.SourcePayload;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;

/** A payload as the bytes that its connector meant, before any schema is applied. */
final class PayloadBytes {

    private PayloadBytes() {}

    static Buffer of(SourcePayload payload) {
        if (payload instanceof SourcePayload.Bytes bytes) {
            return bytes.bytes();
        }
        if (payload instanceof SourcePayload.Foreign foreign) {
            return foreign.bytes();
        }
        if (payload instanceof SourcePayload.Text text) {
            return Buffer.buffer(text.text());
        }
        return Json.encodeToBuffer(((SourcePayload.Json) payload).value());
    }
}
