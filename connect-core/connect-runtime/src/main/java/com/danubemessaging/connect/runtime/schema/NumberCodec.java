package com.danubemessaging.connect.runtime.schema;

import com.danubemessaging.connect.api.error.InvalidDataException;
import com.danubemessaging.connect.api.record.SourcePayload;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The number schema: JSON text, as the Rust connectors write it. That the JSON is a number is checked on request only.
 */
final class NumberCodec implements PayloadCodec {

    @Override
    public Buffer encode(SourcePayload payload) {
        return JsonPayloads.encode(payload);
    }

    @Override
    public @Nullable Object decode(Buffer payload) {
        return JsonPayloads.read(payload);
    }

    @Override
    public void validate(Buffer encoded) {
        if (!(JsonPayloads.read(encoded) instanceof Number)) {
            throw new InvalidDataException("the payload is not a number");
        }
    }
}
