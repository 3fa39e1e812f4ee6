package com.danubemessaging.connect.runtime.config;

import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.api.config.ConfigField.Shape;
import java.util.List;
import java.util.Map;

/**
 * Whether a raw value is written the way its field wants it. Types are strict, as upstream's are: a number in quotes is
 * not a number.
 */
final class ShapeCheck {

    private final Findings findings;

    ShapeCheck(Findings findings) {
        this.findings = findings;
    }

    /** Reports everything that does not fit, each with the path of the very item. */
    boolean fits(ConfigField<?> field, String path, Object raw) {
        int before = findings.problemCount();
        check(field, path, raw);
        return findings.problemCount() == before;
    }

    private void check(ConfigField<?> field, String path, Object raw) {
        switch (field.shape()) {
            case STRING, SECRET -> require(raw instanceof String, field, path, raw);
            case INTEGER -> require(raw instanceof Long, field, path, raw);
            case BOOLEAN -> require(raw instanceof Boolean, field, path, raw);
            case CHOICE -> require(isWord(field, raw), field, path, raw);
            case CHOICE_OR_NUMBER -> require(raw instanceof String || raw instanceof Map, field, path, raw);
            case STRINGS -> checkItems(field, path, raw);
            case STRING_MAP -> checkEntries(field, path, raw);
            case TABLES -> checkTables(field, path, raw);
        }
    }

    private static boolean isWord(ConfigField<?> field, Object raw) {
        return raw instanceof String || (raw instanceof Long && field.choices().contains(raw.toString()));
    }

    private void checkItems(ConfigField<?> field, String path, Object raw) {
        if (!(raw instanceof List<?> items)) {
            require(false, field, path, raw);
            return;
        }
        for (int i = 0; i < items.size(); i++) {
            requireString(path + '[' + i + ']', items.get(i));
        }
    }

    private void checkEntries(ConfigField<?> field, String path, Object raw) {
        if (!(raw instanceof Map<?, ?> table)) {
            require(false, field, path, raw);
            return;
        }
        table.forEach((name, value) -> requireString(path + '.' + name, value));
    }

    private void checkTables(ConfigField<?> field, String path, Object raw) {
        if (!(raw instanceof List<?> rows)) {
            String hint = raw instanceof Map ? ": write [[" + withoutIndexes(path) + "]]" : "";
            findings.problem(path, "found " + Found.typed(raw) + ", expected " + Expected.of(field) + hint);
            return;
        }
        for (int i = 0; i < rows.size(); i++) {
            Object row = rows.get(i);
            if (!(row instanceof Map)) {
                findings.problem(path + '[' + i + ']', "found " + Found.typed(row) + ", expected a table");
            }
        }
    }

    private void requireString(String path, Object item) {
        if (!(item instanceof String)) {
            findings.problem(path, "found " + Found.typed(item) + ", expected a string");
        }
    }

    private void require(boolean fits, ConfigField<?> field, String path, Object raw) {
        if (!fits) {
            String found = field.shape() == Shape.SECRET ? Found.typeOnly(raw) : Found.typed(raw);
            findings.problem(path, "found " + found + ", expected " + Expected.of(field));
        }
    }

    /** The path as it stands in the header of a table. */
    static String withoutIndexes(String path) {
        return path.replaceAll("\\[[0-9]+]", "");
    }
}
