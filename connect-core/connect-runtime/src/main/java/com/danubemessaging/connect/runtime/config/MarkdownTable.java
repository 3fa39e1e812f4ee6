package com.danubemessaging.connect.runtime.config;

import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.api.config.ConfigSpec;
import java.util.stream.Collectors;

/** Writes the keys of a spec as a Markdown table: ordinary keys first, then the ones that few people need. */
final class MarkdownTable {

    private static final String HEADER =
            """
            | Key | Type | Default | Environment | Meaning |
            | --- | --- | --- | --- | --- |
            """;

    private final StringBuilder out = new StringBuilder(HEADER);

    private MarkdownTable() {}

    static String of(ConfigSpec spec) {
        MarkdownTable table = new MarkdownTable();
        table.writeFields(spec, "", false);
        table.writeFields(spec, "", true);
        return table.out.toString();
    }

    /** Rows of an array follow the array, whatever they are. */
    private void writeFields(ConfigSpec spec, String prefix, boolean advanced) {
        for (ConfigField<?> field : spec.fields()) {
            if (field.isAdvanced() == advanced) {
                writeField(field, prefix);
                field.rows().ifPresent(rows -> {
                    String rowPrefix = prefix + field.key() + "[].";
                    writeFields(rows, rowPrefix, false);
                    writeFields(rows, rowPrefix, true);
                });
            }
        }
    }

    private void writeField(ConfigField<?> field, String prefix) {
        String meaning = field.description() + formerNames(field, prefix);
        out.append("| ").append(code(prefix + field.key()));
        out.append(" | ").append(cell(FieldType.of(field)));
        out.append(" | ").append(defaultOf(field));
        out.append(" | ").append(variablesOf(field));
        out.append(" | ").append(cell(meaning)).append(" |\n");
    }

    private static String variablesOf(ConfigField<?> field) {
        return EnvironmentReader.variablesOf(field).stream()
                .map(MarkdownTable::code)
                .collect(Collectors.joining(" or "));
    }

    private static String formerNames(ConfigField<?> field, String prefix) {
        if (field.oldKeys().isEmpty()) {
            return "";
        }
        return field.oldKeys().stream()
                .map(key -> code(prefix + key))
                .collect(Collectors.joining(", ", " Older name: ", "."));
    }

    private static String defaultOf(ConfigField<?> field) {
        if (field.isRequired()) {
            return "required";
        }
        return field.defaultText()
                .map(MarkdownTable::cell)
                .or(() -> field.writtenDefault().map(raw -> code(TomlText.of(raw))))
                .orElse("");
    }

    private static String code(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }

    private static String cell(String text) {
        // A bare < would begin a tag.
        return text.replace("|", "\\|").replace("<", "&lt;").replace('\n', ' ').strip();
    }
}
