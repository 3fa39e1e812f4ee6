package com.danubemessaging.connect.runtime.config;

import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.api.config.ConfigSpec;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether what should be a table is one, and whether tables that must be there are. */
final class TableCheck {

    private TableCheck() {}

    /** Reports, and returns the paths, relative to the spec, where something else stands than a table. */
    static Set<String> check(ConfigSpec spec, Map<String, Object> table, String base, Findings findings) {
        Set<String> broken = new HashSet<>();
        for (String path : tablesOf(spec)) {
            Optional<Object> found = RawTree.find(table, path);
            if (found.isEmpty()) {
                if (spec.tables().contains(path) && !isWithin(path, broken)) {
                    String header = ShapeCheck.withoutIndexes(base + path);
                    findings.problem(base + path, "the table [" + header + "] is missing; add it, even if it is empty");
                }
            } else if (!(found.get() instanceof Map)) {
                broken.add(path);
                findings.problem(base + path, notATable(found.get(), ShapeCheck.withoutIndexes(base + path)));
            }
        }
        return broken;
    }

    private static String notATable(Object found, String header) {
        String hint = RawTree.isArrayOfTables(found) ? ": write [" + header + "], not [[" + header + "]]" : "";
        return "found " + Found.typed(found) + ", expected a table" + hint;
    }

    /** Whether a key lies below one of the paths. */
    static boolean isWithin(String key, Set<String> paths) {
        return paths.stream().anyMatch(path -> key.startsWith(path + '.'));
    }

    /** Outer tables before inner ones. */
    private static Set<String> tablesOf(ConfigSpec spec) {
        Set<String> paths = new LinkedHashSet<>();
        for (ConfigField<?> field : spec.fields()) {
            addParents(paths, field.key());
            field.oldKeys().forEach(key -> addParents(paths, key));
            field.lookAlikes().forEach(key -> addParents(paths, key));
        }
        for (String path : spec.tables()) {
            addParents(paths, path);
            paths.add(path);
        }
        return paths;
    }

    private static void addParents(Set<String> paths, String key) {
        for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
            paths.add(key.substring(0, dot));
        }
    }
}
