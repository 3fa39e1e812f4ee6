package com.danubemessaging.connect.runtime.schema;

import com.danubemessaging.connect.api.error.InvalidDataException;
import com.danubemessaging.connect.api.record.SourcePayload;
import io.vertx.core.buffer.Buffer;

/** The string schema: a text is published as its UTF-8, without quotes; any other JSON value as its JSON text. */
final class StringCodec implements PayloadCodec {

    @Override
    public Buffer encode(SourcePayload payload) {
        if (payload instanceof SourcePayload.Bytes bytes) {
            return bytes.bytes();
        }
        if (payload instanceof SourcePayload.Foreign foreign) {
            return foreign.bytes();
        }
        if (payload instanceof SourcePayload.Text text) {
            return Buffer.buffer(text.text());
        }
        Object value = ((SourcePayload.Json) payload).value();
        return value instanceof String text ? Buffer.buffer(text) : JsonPayloads.write(value);
    }

    @Override
    public Object decode(Buffer payload) {
        validate(payload);
        return payload.toString();
    }

    @Override
    public void validate(Buffer encoded) {
        if (!JsonPayloads.isUtf8(encoded.getBytes())) {
            throw new InvalidDataException("the payload is not UTF-8 text");
        }
    }
}
