package com.danubemessaging.connect.api.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * From the raw value in the file to the field's type. A refusal says only what the value would have to be; whoever
 * reports it decides whether the value itself may be shown.
 */
final class Conversions {

    private Conversions() {}

    static <T> ConfigField.Conversion<T> number(long min, long max, Function<Long, T> map) {
        return raw -> map.apply(inRange((Number) raw, min, max));
    }

    static <T> ConfigField.Conversion<T> word(Map<String, T> words, boolean ignoreCase) {
        Map<String, T> byName = new LinkedHashMap<>();
        words.forEach((word, value) -> byName.put(ignoreCase ? word.toLowerCase(Locale.ROOT) : word, value));
        String refusal =
                "is none of " + String.join(", ", words.keySet()) + (ignoreCase ? "" : " (letter case counts)");
        return raw -> {
            String text = raw.toString();
            return found(byName.get(ignoreCase ? text.toLowerCase(Locale.ROOT) : text), refusal);
        };
    }

    static <T> ConfigField.Conversion<T> wordOrNumber(
            Map<String, T> words, Map<String, LongFunction<T>> numbered, long min, long max) {
        String wordRefusal = "is none of "
                + Stream.concat(
                                words.keySet().stream(),
                                numbered.keySet().stream().map(name -> "{" + name + " = N}"))
                        .collect(Collectors.joining(", "))
                + " (letter case counts)";
        String tableRefusal = "must hold exactly one of "
                + numbered.keySet().stream().map(name -> name + " = N").collect(Collectors.joining(", "))
                + ", with N a whole number from " + min + " to " + max;
        return raw -> {
            if (!(raw instanceof Map<?, ?> table)) {
                return found(words.get(raw.toString()), wordRefusal);
            }
            if (table.size() != 1) {
                throw new IllegalArgumentException(tableRefusal);
            }
            Map.Entry<?, ?> only = table.entrySet().iterator().next();
            LongFunction<T> maker = found(numbered.get(String.valueOf(only.getKey())), tableRefusal);
            if (!(only.getValue() instanceof Long number) || number < min || number > max) {
                throw new IllegalArgumentException(tableRefusal);
            }
            return maker.apply(number);
        };
    }

    static List<String> strings(Object raw) {
        List<String> values = new ArrayList<>();
        for (Object item : (List<?>) raw) {
            values.add(text(item, "must be an array of strings"));
        }
        return List.copyOf(values);
    }

    static Map<String, String> stringMap(Object raw) {
        Map<String, String> values = new LinkedHashMap<>();
        ((Map<?, ?>) raw)
                .forEach((name, value) -> values.put((String) name, text(value, "must be a table of strings")));
        return Collections.unmodifiableMap(values);
    }

    private static String text(Object value, String refusal) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(refusal);
    }

    private static long inRange(Number number, long min, long max) {
        long value = number.longValue();
        if (value < min || value > max) {
            throw new IllegalArgumentException("must be between " + min + " and " + max);
        }
        return value;
    }

    private static <V> V found(@Nullable V value, String refusal) {
        if (value == null) {
            throw new IllegalArgumentException(refusal);
        }
        return value;
    }
}
