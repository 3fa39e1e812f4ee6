package com.danubemessaging.connect.runtime.offset;

import com.danubemessaging.connect.api.record.SourceOffset;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a position store holds. Immutable.
 *
 * @param offsets committed offset by source partition
 * @param marks highest contiguously acknowledged offset by "topic subscription", of sinks that read alone
 * @param seen highest offset that a run may have been given, by the same keys; -1 while a run is under way
 */
public record Positions(Map<String, SourceOffset> offsets, Map<String, Long> marks, Map<String, Long> seen) {

    /** Nothing yet. */
    public static final Positions NONE = new Positions(Map.of(), Map.of(), Map.of());

    /** Copies, sorted by key, so that equal positions are equal bytes. */
    public Positions {
        offsets = Collections.unmodifiableMap(new TreeMap<>(offsets));
        marks = Collections.unmodifiableMap(new TreeMap<>(marks));
        seen = Collections.unmodifiableMap(new TreeMap<>(seen));
    }
}
