package com.danubemessaging.connect.runtime.config;

import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.api.config.ConfigField.Shape;

/** What a sample file writes behind a key. A secret is never written, only where it may come from. */
final class SampleValue {

    private SampleValue() {}

    /** Whether the key stands in the file, or is only shown in a comment. */
    static boolean isActive(ConfigField<?> field) {
        return field.isRequired()
                || field.isSampled()
                || (field.writtenDefault().isPresent() && field.shape() != Shape.TABLES);
    }

    /** The default, else the example, else something of the right shape; as TOML. */
    static String of(ConfigField<?> field) {
        if (!field.isRequired() && !field.isSampled() && field.writtenDefault().isPresent()) {
            return TomlText.of(field.writtenDefault().get());
        }
        return field.exampleText().orElseGet(() -> placeholder(field));
    }

    private static String placeholder(ConfigField<?> field) {
        return switch (field.shape()) {
            case STRING -> field.allowsEmpty() ? "\"\"" : "\"change-me\"";
            case INTEGER -> String.valueOf(field.minimum().orElse(0L));
            case BOOLEAN -> "false";
            case CHOICE, CHOICE_OR_NUMBER -> TomlText.of(field.choices().get(0));
            case SECRET -> secret(field);
            case STRINGS -> field.isRequired() ? "[\"change-me\"]" : "[]";
            case STRING_MAP -> "{}";
            case TABLES -> "[]";
        };
    }

    private static String secret(ConfigField<?> field) {
        if (field.isRequired()) {
            // A reference to a variable or a file that is not there would keep the sample from loading.
            return "\"change-me\"";
        }
        return field.variable()
                .map(variable -> "\"${env:" + variable + "}\"")
                .orElse("\"${file:/run/secrets/" + field.key() + "}\"");
    }
}
