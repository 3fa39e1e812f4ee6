package com.danubemessaging.connect.runtime.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The configuration as it was written, before anything is known of its keys. In a normal tree a table is a
 * {@code Map<String, Object>} in the order of the file, an array a {@code List<Object>}, a whole number a {@code Long}
 * (or a {@code BigInteger} beyond 64 bits), any other number a {@code Double}; there are no nulls.
 */
final class RawTree {

    private static final BigInteger MIN_LONG = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);

    private RawTree() {}

    /** A normal copy of what a parser or an application built; entries that are null are left out. */
    static Map<String, Object> normal(Map<?, ?> table) {
        Map<String, Object> copy = new LinkedHashMap<>();
        table.forEach((key, value) -> {
            if (key != null && value != null) {
                copy.put(key.toString(), normalValue(value));
            }
        });
        return copy;
    }

    private static Object normalValue(Object value) {
        if (value instanceof JsonObject json) {
            return normal(json.getMap());
        }
        if (value instanceof Map<?, ?> table) {
            return normal(table);
        }
        if (value instanceof JsonArray json) {
            return normal(json.getList());
        }
        if (value instanceof List<?> array) {
            return normal(array);
        }
        if (value instanceof Number number) {
            return normal(number);
        }
        return value instanceof Boolean ? value : value.toString();
    }

    private static List<Object> normal(List<?> array) {
        List<Object> copy = new ArrayList<>(array.size());
        for (Object item : array) {
            if (item != null) {
                copy.add(normalValue(item));
            }
        }
        return copy;
    }

    private static Object normal(Number number) {
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return number.longValue();
        }
        if (number instanceof BigInteger big) {
            if (big.compareTo(MIN_LONG) < 0 || big.compareTo(MAX_LONG) > 0) {
                return big;
            }
            return big.longValueExact();
        }
        return number.doubleValue();
    }

    /**
     * What stands at a dotted path of a normal tree; empty as well if the path leads through something else than
     * tables.
     */
    static Optional<Object> find(Map<String, Object> table, String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return Optional.ofNullable(table.get(path));
        }
        return asTable(table.get(path.substring(0, dot))).flatMap(inner -> find(inner, path.substring(dot + 1)));
    }

    /** The value as a table, if it is one. */
    @SuppressWarnings("unchecked") // every map of a normal tree has this type
    static Optional<Map<String, Object>> asTable(@Nullable Object value) {
        return value instanceof Map ? Optional.of((Map<String, Object>) value) : Optional.empty();
    }

    /** Whether the value is what TOML calls an array of tables, with at least one table. */
    static boolean isArrayOfTables(Object value) {
        return value instanceof List<?> items
                && !items.isEmpty()
                && items.stream().allMatch(Map.class::isInstance);
    }
}
