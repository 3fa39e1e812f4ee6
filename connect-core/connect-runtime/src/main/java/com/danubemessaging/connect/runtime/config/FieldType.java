package com.danubemessaging.connect.runtime.config;

import com.danubemessaging.connect.api.config.ConfigField;

/** The type of a field in a few words, for references. */
final class FieldType {

    private FieldType() {}

    static String of(ConfigField<?> field) {
        return switch (field.shape()) {
            case STRING -> "string";
            case INTEGER -> integer(field);
            case BOOLEAN -> "boolean";
            case CHOICE, CHOICE_OR_NUMBER -> "one of " + String.join(", ", Expected.words(field));
            case SECRET -> "secret string";
            case STRINGS -> "array of strings";
            case STRING_MAP -> "table of strings";
            case TABLES -> "array of tables";
        };
    }

    private static String integer(ConfigField<?> field) {
        return Expected.of(field).replaceFirst("^a whole number,? ?", "integer, ");
    }
}
