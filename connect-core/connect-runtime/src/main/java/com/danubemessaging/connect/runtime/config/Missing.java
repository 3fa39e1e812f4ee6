package com.danubemessaging.connect.runtime.config;

import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.api.config.ConfigField.Shape;
import java.util.List;

/** What to do about a required key that is not there. */
final class Missing {

    private Missing() {}

    /** Completes "key: …" for a key that neither the file nor the environment gives. */
    static String describe(ConfigField<?> field, String base) {
        if (field.shape() == Shape.TABLES) {
            return "is missing; " + addTable(base + field.key());
        }
        String name = field.key().substring(field.key().lastIndexOf('.') + 1);
        return "is missing; add it to the file"
                + field.exampleText()
                        .map(example -> ", for example " + name + " = " + example)
                        .orElse("")
                + orSet(EnvironmentReader.variablesOf(field));
    }

    private static String orSet(List<String> variables) {
        return variables.isEmpty() ? "" : ", or set the environment variable " + String.join(" or ", variables);
    }

    /** Completes "key: …" for an array without elements. */
    static String describeEmpty(ConfigField<?> field, String path) {
        return "is empty; " + (field.shape() == Shape.TABLES ? addTable(path) : "give at least one string");
    }

    private static String addTable(String path) {
        return "add at least one table [[" + ShapeCheck.withoutIndexes(path) + "]]";
    }
}
