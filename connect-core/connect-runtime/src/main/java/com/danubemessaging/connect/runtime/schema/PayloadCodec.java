package com.danubemessaging.connect.runtime.schema;

import com.danubemessaging.connect.api.error.InvalidDataException;
import com.danubemessaging.connect.api.record.PayloadDecoder;
import com.danubemessaging.connect.api.record.SourcePayload;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * One version of a schema at work: values to bytes and back. Encoding is confined to the runtime's context; decoding is
 * thread-safe, because connectors decode where they run.
 */
public interface PayloadCodec extends PayloadDecoder {

    /**
     * The bytes to publish.
     *
     * @throws InvalidDataException if the payload is not of this schema
     */
    Buffer encode(SourcePayload payload);

    @Override
    @Nullable
    Object decode(Buffer payload);

    /**
     * Checks bytes that {@link #encode} made, or that a connector handed over as they are.
     *
     * @throws InvalidDataException if they are not of this schema
     */
    void validate(Buffer encoded);
}
