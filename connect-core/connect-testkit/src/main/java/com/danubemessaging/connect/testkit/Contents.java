package com.danubemessaging.connect.testkit;

import com.danubemessaging.connect.api.record.SinkRecord;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Compares what was written with what was sent. A payload that is JSON counts by its value, any other by its bytes. */
final class Contents {

    private Contents() {}

    /** What a payload amounts to, fit for {@code equals}. */
    static Object of(Buffer payload) {
        try {
            Object value = Json.decodeValue(payload);
            return value == null ? "null" : value;
        } catch (DecodeException e) {
            return payload;
        }
    }

    /** The contents of what was written, in order, the first of each only. */
    static List<Object> firsts(List<WrittenRecord> written) {
        Set<Object> seen = new HashSet<>();
        List<Object> firsts = new ArrayList<>();
        for (WrittenRecord record : written) {
            Object content = of(record.payload());
            if (seen.add(content)) {
                firsts.add(content);
            }
        }
        return firsts;
    }

    /** The contents that should be there, in order. */
    static List<Object> expected(List<SinkRecord> records) {
        return records.stream().map(record -> of(record.payload())).toList();
    }

    /** The contents that should be there for each key, in order. */
    static Map<String, List<Object>> expectedByKey(List<SinkRecord> records) {
        Map<String, List<Object>> byKey = new LinkedHashMap<>();
        for (SinkRecord record : records) {
            byKey.computeIfAbsent(Objects.toString(record.key()), key -> new ArrayList<>())
                    .add(of(record.payload()));
        }
        return byKey;
    }
}
