package com.danubemessaging.connect.runtime.config;

import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.api.config.ConfigField.Shape;
import com.danubemessaging.connect.api.config.ConfigSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes sample files. {@code # text} explains, {@code #key = value} is a key that is not given, and a table of which
 * nothing is given is a comment as a whole.
 */
final class SampleToml {

    private static final int LINE_WIDTH = 100;

    private final boolean full;
    private final StringBuilder out = new StringBuilder();

    private SampleToml(boolean full) {
        this.full = full;
    }

    /** Keys that have to be there only, without comments. */
    static String minimal(ConfigSpec spec) {
        return render(spec, false);
    }

    /** Every key, each with what it means: the default where there is one, an example in a comment elsewhere. */
    static String full(ConfigSpec spec) {
        return render(spec, true);
    }

    private static String render(ConfigSpec spec, boolean full) {
        SampleToml sample = new SampleToml(full);
        sample.writeTable(KeyTree.of(spec), "", Set.copyOf(spec.tables()), "", true);
        return sample.out.toString().strip() + "\n";
    }

    /**
     * Writes the keys of a table, then the tables in it: TOML counts every key to the header before it.
     *
     * @param path as it stands in headers
     * @param required paths, relative to the spec, of tables that must be there
     * @param relative path within the spec
     * @param active whether the table itself is given
     */
    private void writeTable(KeyTree table, String path, Set<String> required, String relative, boolean active) {
        List<ConfigField<?>> arrays = new ArrayList<>();
        for (boolean advanced : new boolean[] {false, true}) {
            for (Map.Entry<String, ConfigField<?>> entry : table.keys().entrySet()) {
                ConfigField<?> field = entry.getValue();
                if (field.isAdvanced() != advanced || !isWanted(field)) {
                    continue;
                }
                if (field.shape() == Shape.TABLES) {
                    arrays.add(field);
                } else {
                    writeKey(entry.getKey(), field, active);
                }
            }
        }
        table.tables().forEach((name, inner) -> {
            String innerRelative = join(relative, name);
            boolean must = required.contains(innerRelative);
            boolean given = active && (must || gives(inner));
            if (full || given) {
                if (hasOwnKeys(inner, must)) {
                    out.append('\n');
                    writeLine("[" + join(path, name) + "]", given);
                }
                writeTable(inner, join(path, name), required, innerRelative, given);
            }
        });
        arrays.forEach(field -> writeRow(field, path, active));
    }

    private void writeRow(ConfigField<?> field, String path, boolean active) {
        boolean given = active && field.isRequired();
        String name = field.key().substring(field.key().lastIndexOf('.') + 1);
        ConfigSpec rows = field.rows().orElseThrow();
        out.append('\n');
        writeComment(field);
        writeLine("[[" + join(path, name) + "]]", given);
        writeTable(KeyTree.of(rows), join(path, name), Set.copyOf(rows.tables()), "", given);
    }

    private void writeKey(String name, ConfigField<?> field, boolean active) {
        if (full) {
            out.append('\n');
            writeComment(field);
        }
        writeLine(name + " = " + SampleValue.of(field), active && SampleValue.isActive(field));
    }

    private void writeComment(ConfigField<?> field) {
        if (!full) {
            return;
        }
        writeWrapped(field.description());
        StringBuilder facts = new StringBuilder(FieldType.of(field)).append(field.isRequired() ? "; required" : "");
        field.defaultText().ifPresent(text -> facts.append("; default: ").append(text));
        List<String> variables = EnvironmentReader.variablesOf(field);
        facts.append(variables.isEmpty() ? "" : "; environment: " + String.join(" or ", variables));
        writeWrapped("(" + facts + ")");
    }

    private void writeWrapped(String text) {
        StringBuilder line = new StringBuilder("#");
        for (String word : text.split("\\s+")) {
            if (line.length() + 1 + word.length() > LINE_WIDTH && line.length() > 1) {
                out.append(line).append('\n');
                line.setLength(1);
            }
            line.append(word.isEmpty() ? "" : " ").append(word);
        }
        if (line.length() > 1) {
            out.append(line).append('\n');
        }
    }

    private void writeLine(String line, boolean active) {
        out.append(active ? "" : "#").append(line).append('\n');
    }

    private boolean isWanted(ConfigField<?> field) {
        return full || field.isRequired() || field.isSampled();
    }

    /** Whether a table, or one within it, has a key that stands in the file. */
    private boolean gives(KeyTree table) {
        return table.keys().values().stream()
                        .anyMatch(field -> isWanted(field)
                                && (field.shape() == Shape.TABLES ? field.isRequired() : SampleValue.isActive(field)))
                || table.tables().values().stream().anyMatch(this::gives);
    }

    /** A table of tables needs no header of its own. */
    private boolean hasOwnKeys(KeyTree table, boolean must) {
        return must
                || table.keys().values().stream().anyMatch(field -> isWanted(field) && field.shape() != Shape.TABLES);
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + '.' + name;
    }
}
