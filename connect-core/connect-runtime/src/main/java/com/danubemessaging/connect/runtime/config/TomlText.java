package com.danubemessaging.connect.runtime.config;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Raw values as TOML on one line. */
final class TomlText {

    private TomlText() {}

    /** The value: a string, number, boolean, list or map of those. */
    static String of(Object raw) {
        if (raw instanceof String text) {
            return quoted(text);
        }
        if (raw instanceof List<?> items) {
            return items.stream().map(TomlText::of).collect(Collectors.joining(", ", "[", "]"));
        }
        if (raw instanceof Map<?, ?> table) {
            return table.isEmpty()
                    ? "{}"
                    : table.entrySet().stream()
                            .map(entry -> key(String.valueOf(entry.getKey())) + " = " + of(entry.getValue()))
                            .collect(Collectors.joining(", ", "{ ", " }"));
        }
        return String.valueOf(raw);
    }

    private static String key(String name) {
        return name.matches("[A-Za-z0-9_-]+") ? name : quoted(name);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    // TOML 1.0, Strings: control characters other than tab, and U+007F, must be escaped.
                    if (c < 0x20 || c == 0x7f) {
                        quoted.append(String.format("\\u%04x", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
