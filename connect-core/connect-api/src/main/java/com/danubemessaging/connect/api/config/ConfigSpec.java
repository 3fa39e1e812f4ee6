package com.danubemessaging.connect.api.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The keys that somebody reads, in the order of the reference, with the rules that concern several of them. Immutable.
 *
 * @param fields each with another key
 * @param tables tables that must exist even if empty, as dotted paths; a missing one is a problem
 * @param rules each returns what is wrong with values that are fine one by one
 */
public record ConfigSpec(
        List<ConfigField<?>> fields, List<String> tables, List<Function<ConfigValues, List<ConfigProblem>>> rules) {

    /**
     * Copies, and checks that no name is declared twice, older names included, and that no key is also a table.
     *
     * @throws IllegalArgumentException naming the key that is at fault
     */
    public ConfigSpec {
        fields = List.copyOf(fields);
        tables = List.copyOf(tables);
        rules = List.copyOf(rules);
        requireDistinct(fields, tables);
    }

    /** These fields, no further rules. */
    public static ConfigSpec of(ConfigField<?>... fields) {
        return new ConfigSpec(List.of(fields), List.of(), List.of());
    }

    /** With one more rule across fields; it is only run when every field is valid by itself. */
    public ConfigSpec rule(Function<ConfigValues, List<ConfigProblem>> rule) {
        List<Function<ConfigValues, List<ConfigProblem>>> all = new ArrayList<>(rules);
        all.add(rule);
        return new ConfigSpec(fields, tables, all);
    }

    /** With a table that must be there, even if empty. */
    public ConfigSpec requireTable(String path) {
        List<String> all = new ArrayList<>(tables);
        all.add(path);
        return new ConfigSpec(fields, all, rules);
    }

    /** Both specs, these fields first. */
    public ConfigSpec and(ConfigSpec other) {
        List<ConfigField<?>> allFields = new ArrayList<>(fields);
        allFields.addAll(other.fields);
        List<String> allTables = new ArrayList<>(tables);
        allTables.addAll(other.tables);
        List<Function<ConfigValues, List<ConfigProblem>>> allRules = new ArrayList<>(rules);
        allRules.addAll(other.rules);
        return new ConfigSpec(allFields, allTables, allRules);
    }

    private static void requireDistinct(List<ConfigField<?>> fields, List<String> tables) {
        Set<String> keys = new HashSet<>();
        Set<String> parents = new HashSet<>(tables);
        for (ConfigField<?> field : fields) {
            for (String key : namesOf(field)) {
                if (!keys.add(key)) {
                    throw new IllegalArgumentException("key " + key + " is declared twice");
                }
                for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
                    parents.add(key.substring(0, dot));
                }
            }
        }
        for (String key : keys) {
            if (parents.contains(key)) {
                throw new IllegalArgumentException("key " + key + " is declared as a value and as a table");
            }
        }
    }

    private static List<String> namesOf(ConfigField<?> field) {
        List<String> names = new ArrayList<>();
        names.add(field.key());
        names.addAll(field.oldKeys());
        names.addAll(field.lookAlikes());
        return names;
    }
}
