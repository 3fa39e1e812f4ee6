package com.danubemessaging.connect.runtime.config;

import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.api.config.ConfigSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Warns once about each key or table that nobody reads, at every level. Files of upstream carry such keys, so they
 * never stop anything; but a slip in a name must not pass in silence.
 */
final class UnknownKeys {

    private final ConfigSpec spec;
    private final String base;
    private final Findings findings;

    private UnknownKeys(ConfigSpec spec, String base, Findings findings) {
        this.spec = spec;
        this.base = base;
        this.findings = findings;
    }

    /**
     * Looks through the table that the spec speaks of and the tables within it; rows of arrays have a spec of their own
     * and are looked at by whoever binds them.
     *
     * @param base what comes before the spec's keys in a path: empty, or a row's path with a dot
     */
    static void report(ConfigSpec spec, Map<String, Object> table, String base, Findings findings) {
        new UnknownKeys(spec, base, findings).visit(KeyTree.withOtherNames(spec), table, base);
    }

    private void visit(KeyTree known, Map<String, Object> table, String prefix) {
        table.forEach((name, value) -> {
            KeyTree inner = known.tables().get(name);
            if (inner != null) {
                RawTree.asTable(value).ifPresent(content -> visit(inner, content, prefix + name + '.'));
            } else if (!known.keys().containsKey(name)) {
                findings.warning(prefix + name, describe(known, name, value, prefix));
            }
        });
    }

    private String describe(KeyTree known, String name, Object value, String prefix) {
        boolean isTable = value instanceof Map || RawTree.isArrayOfTables(value);
        if (!isTable) {
            List<ConfigField<?>> homes = homesOf(name);
            if (homes.size() == 1) {
                return "has no effect here; " + homeOf(homes.get(0));
            }
            if (!homes.isEmpty()) {
                return "unknown key, ignored; did you mean "
                        + homes.stream().map(field -> base + field.key()).collect(Collectors.joining(" or ")) + "?";
            }
        }
        List<String> siblings = new ArrayList<>(known.keys().keySet());
        siblings.addAll(known.tables().keySet());
        String guess = Suggestions.nearest(name, siblings)
                .map(sibling -> "; did you mean " + prefix + sibling + "?")
                .orElse("");
        return (isTable ? "unknown table, ignored" : "unknown key, ignored") + guess;
    }

    private List<ConfigField<?>> homesOf(String name) {
        return spec.fields().stream()
                .filter(field ->
                        field.key().substring(field.key().lastIndexOf('.') + 1).equals(name))
                .collect(Collectors.toList());
    }

    private String homeOf(ConfigField<?> field) {
        String path = base + field.key();
        int dot = path.lastIndexOf('.');
        if (dot < 0) {
            return "it belongs to the top of the file, before the first table";
        }
        String owner = path.substring(0, dot);
        String header = ShapeCheck.withoutIndexes(owner);
        return "it belongs into the table " + (owner.endsWith("]") ? "[[" + header + "]]" : "[" + header + "]")
                + ", as " + path;
    }
}
