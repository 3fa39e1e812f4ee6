package com.danubemessaging.connect.runtime.schema;

import com.danubemessaging.connect.api.error.CoreErrorCode;
import com.danubemessaging.connect.api.error.InvalidDataException;
import com.danubemessaging.connect.api.record.SourcePayload;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bytes schema: bytes as they are; of JSON the base64 in it, as the value itself or as member {@code data} of an
 * object. Readers see an object of {@code data} (base64) and {@code size}.
 */
final class BytesCodec implements PayloadCodec {

    @Override
    public Buffer encode(SourcePayload payload) {
        if (payload instanceof SourcePayload.Bytes bytes) {
            return bytes.bytes();
        }
        if (payload instanceof SourcePayload.Foreign foreign) {
            return foreign.bytes();
        }
        Object value =
                payload instanceof SourcePayload.Text text ? text.text() : ((SourcePayload.Json) payload).value();
        if (base64(value) instanceof String text) {
            try {
                return Buffer.buffer(Base64.getDecoder().decode(text));
            } catch (IllegalArgumentException e) {
                throw new InvalidDataException(
                        CoreErrorCode.SERIALIZATION, "the record's value is not base64, which a bytes schema needs", e);
            }
        }
        throw new InvalidDataException(
                "the record's value is neither base64 text nor an object with base64 text in 'data', which a bytes"
                        + " schema needs");
    }

    private static @Nullable Object base64(Object value) {
        if (value instanceof JsonObject object) {
            return object.getValue("data");
        }
        return value instanceof Map<?, ?> map ? map.get("data") : value;
    }

    @Override
    public Object decode(Buffer payload) {
        byte[] bytes = payload.getBytes();
        return new JsonObject()
                .put("data", Base64.getEncoder().encodeToString(bytes))
                .put("size", bytes.length);
    }

    @Override
    public void validate(Buffer encoded) {
        // Any bytes are of this schema.
    }
}
