package com.danubemessaging.connect.runtime.config;

import com.danubemessaging.connect.api.config.ConfigField;
import java.util.Map;
import java.util.Optional;

/** Finds a field's value in the file, under its name or an older one. */
final class KeyLocator {

    private final Findings findings;

    KeyLocator(Findings findings) {
        this.findings = findings;
    }

    /**
     * A value in the file.
     *
     * @param path where it stands, by the name that the file uses
     * @param raw the value
     */
    record Placed(String path, Object raw) {}

    /** The value; a name given twice is reported as a problem, a mistaken name as a warning. */
    Optional<Placed> locate(ConfigField<?> field, Map<String, Object> table, String base) {
        Optional<Placed> placed = at(field.key(), table, base);
        for (String oldKey : field.oldKeys()) {
            Optional<Placed> older = at(oldKey, table, base);
            if (placed.isPresent() && older.isPresent()) {
                findings.problem(
                        older.get().path(),
                        "is an older name of " + base + field.key() + " and both are given; keep one of them");
            }
            placed = placed.or(() -> older);
        }
        return lookAlikes(field, table, base, placed);
    }

    private Optional<Placed> lookAlikes(
            ConfigField<?> field, Map<String, Object> table, String base, Optional<Placed> placed) {
        Optional<Placed> result = placed;
        for (String wrongKey : field.lookAlikes()) {
            Optional<Placed> wrong = at(wrongKey, table, base);
            if (wrong.isEmpty()) {
                continue;
            }
            String rightName = base + field.key();
            if (result.isPresent()) {
                findings.warning(
                        wrong.get().path(),
                        "has no effect beside " + result.get().path() + "; remove it");
            } else {
                findings.warning(wrong.get().path(), "is read as " + rightName + "; write that name instead");
                result = wrong;
            }
        }
        return result;
    }

    private static Optional<Placed> at(String key, Map<String, Object> table, String base) {
        return RawTree.find(table, key).map(raw -> new Placed(base + key, raw));
    }
}
