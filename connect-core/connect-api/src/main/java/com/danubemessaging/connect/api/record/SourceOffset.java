package com.danubemessaging.connect.api.record;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a record stands in its source: opaque to the runtime, owned by the connector.
 *
 * @param partition a part of the input within which records are confirmed in order: a file, a table, a connection
 * @param value usually a position or sequence number; not interpreted
 * @param metadata anything else that is needed to resume, small; not interpreted
 */
public record SourceOffset(String partition, long value, @Nullable String metadata) {

    /** Checks that the partition is named. */
    public SourceOffset {
        Objects.requireNonNull(partition, "partition");
    }

    /** Without metadata. */
    public static SourceOffset of(String partition, long value) {
        return new SourceOffset(partition, value, null);
    }
}
