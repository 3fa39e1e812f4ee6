package com.danubemessaging.connect.runtime.config;

import com.danubemessaging.connect.api.config.ConfigField;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a field takes, in words that follow "expected". */
final class Expected {

    private Expected() {}

    static String of(ConfigField<?> field) {
        return switch (field.shape()) {
            case STRING, SECRET -> "a string";
            case INTEGER -> wholeNumber(field);
            case BOOLEAN -> "true or false";
            case CHOICE -> "one of " + String.join(", ", field.choices());
            case CHOICE_OR_NUMBER -> "one of " + String.join(", ", words(field));
            case STRINGS -> "an array of strings";
            case STRING_MAP -> "a table of strings";
            case TABLES -> "an array of tables";
        };
    }

    /** The words of a choice, and the tables that may stand in their place: {@code latest}, {@code {pinned = N}}. */
    static List<String> words(ConfigField<?> field) {
        return Stream.concat(
                        field.choices().stream(),
                        field.numberedChoices().stream().map(name -> "{" + name + " = N}"))
                .collect(Collectors.toList());
    }

    private static String wholeNumber(ConfigField<?> field) {
        long min = field.minimum().orElse(Long.MIN_VALUE);
        long max = field.maximum().orElse(Long.MAX_VALUE);
        // Bounds that only come from the width of a type would confuse more than they say.
        if (max >= Integer.MAX_VALUE) {
            return "a whole number, " + min + " or more";
        }
        return "a whole number from " + min + " to " + max;
    }
}
