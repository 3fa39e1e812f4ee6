package com.danubemessaging.connect.testkit;

import io.vertx.core.buffer.Buffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record as it was found in a sink's target.
 *
 * @param key the record's key, if the target keeps it
 * @param payload the payload as it was published; for a target that takes it apart, put together again. Where it is
 *     JSON, only its value counts
 * @param attributes the attributes, empty if the target does not keep them
 */
public record WrittenRecord(@Nullable String key, Buffer payload, Map<String, String> attributes) {

    /** Copies the attributes. */
    public WrittenRecord {
        attributes = Map.copyOf(attributes);
    }
}
