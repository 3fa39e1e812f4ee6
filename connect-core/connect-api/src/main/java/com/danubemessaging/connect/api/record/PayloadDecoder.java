package com.danubemessaging.connect.api.record;

import com.danubemessaging.connect.api.error.InvalidDataException;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Makes a JSON value of a payload by its schema. Implementations are thread-safe: tasks decode at the same time. */
@FunctionalInterface
public interface PayloadDecoder {

    /**
     * The value: {@code JsonObject}, {@code JsonArray}, {@code String}, {@code Number}, {@code Boolean} or null for a
     * JSON null.
     *
     * @param payload read only
     * @throws InvalidDataException if the payload is not what its schema says
     */
    @Nullable
    Object decode(Buffer payload);
}
