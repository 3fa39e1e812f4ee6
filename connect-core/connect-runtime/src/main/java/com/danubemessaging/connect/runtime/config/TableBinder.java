package com.danubemessaging.connect.runtime.config;

import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.api.config.ConfigField.Shape;
import com.danubemessaging.connect.api.config.ConfigProblem;
import com.danubemessaging.connect.api.config.ConfigSpec;
import com.danubemessaging.connect.api.config.ConfigValues;
import com.danubemessaging.connect.runtime.config.EnvironmentReader.Answer;
import com.danubemessaging.connect.runtime.config.EnvironmentReader.Given;
import com.danubemessaging.connect.runtime.config.EnvironmentReader.Refused;
import com.danubemessaging.connect.runtime.config.EnvironmentReader.Unset;
import com.danubemessaging.connect.runtime.config.KeyLocator.Placed;
import com.danubemessaging.connect.runtime.config.References.Resolved;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Holds one table against its spec: the whole file, or one row of an array of tables. A field's value is sought in this
 * order: environment, file, and the default, which {@link ConfigValues} adds when it is read.
 */
final class TableBinder {

    private final Findings findings;
    private final EnvironmentReader environment;
    private final References references;
    private final ShapeCheck shapes;
    private final KeyLocator locator;

    TableBinder(Map<String, String> environment, Findings findings) {
        this.findings = findings;
        this.environment = new EnvironmentReader(environment, findings);
        this.references = new References(environment, findings);
        this.shapes = new ShapeCheck(findings);
        this.locator = new KeyLocator(findings);
    }

    /** A converted value, and whether it was put together from things that must not be shown. */
    private record Reading(Object value, boolean hidden) {}

    /**
     * Binds, and reports under paths that begin with {@code base}.
     *
     * @param table a normal tree
     * @param base empty, or a row's path with a dot
     */
    ConfigValues bind(ConfigSpec spec, Map<String, Object> table, String base) {
        int before = findings.problemCount();
        Set<String> brokenTables = TableCheck.check(spec, table, base, findings);
        Map<String, Object> values = new LinkedHashMap<>();
        Set<String> hidden = new HashSet<>();
        for (ConfigField<?> field : spec.fields()) {
            bindField(field, table, base, brokenTables).ifPresent(reading -> {
                values.put(field.key(), reading.value());
                if (reading.hidden()) {
                    hidden.add(field.key());
                }
            });
        }
        UnknownKeys.report(spec, table, base, findings);
        ConfigValues bound = ConfigValues.of(values, hidden);
        if (findings.problemCount() == before) {
            applyRules(spec, bound, base);
        }
        return bound;
    }

    /** Puts the environment over values that did not come from a file. */
    ConfigValues override(ConfigSpec spec, ConfigValues given) {
        int before = findings.problemCount();
        Map<String, Object> overrides = new LinkedHashMap<>();
        for (ConfigField<?> field : spec.fields()) {
            Answer answer = environment.read(field, field.key(), given.isSet(field));
            if (answer instanceof Given override) {
                overrides.put(field.key(), override.value());
            } else if (answer instanceof Unset && field.isRequired() && !given.isSet(field)) {
                findings.problem(field.key(), Missing.describe(field, ""));
            }
        }
        ConfigValues overridden = given.with(overrides);
        if (findings.problemCount() == before) {
            applyRules(spec, overridden, "");
        }
        return overridden;
    }

    private void applyRules(ConfigSpec spec, ConfigValues bound, String base) {
        for (Function<ConfigValues, List<ConfigProblem>> rule : spec.rules()) {
            rule.apply(bound).forEach(problem -> findings.problem(base + problem.key(), problem.message()));
        }
    }

    private Optional<Reading> bindField(
            ConfigField<?> field, Map<String, Object> table, String base, Set<String> brokenTables) {
        int before = findings.problemCount();
        Optional<Placed> placed = locator.locate(field, table, base);
        Answer answer = environment.read(field, base + field.key(), placed.isPresent());
        if (answer instanceof Given given) {
            // The file must be well-formed all the same, as upstream has it: it is parsed before it is overridden.
            placed.ifPresent(written -> shapes.fits(field, written.path(), written.raw()));
            return Optional.of(new Reading(given.value(), false));
        }
        if (answer instanceof Refused || findings.problemCount() != before) {
            return Optional.empty();
        }
        if (placed.isPresent()) {
            return readPlaced(field, placed.get());
        }
        if (field.isRequired() && !TableCheck.isWithin(field.key(), brokenTables)) {
            findings.problem(base + field.key(), Missing.describe(field, base));
        }
        return Optional.empty();
    }

    private Optional<Reading> readPlaced(ConfigField<?> field, Placed placed) {
        if (!shapes.fits(field, placed.path(), placed.raw())) {
            return Optional.empty();
        }
        if (field.isRequired() && placed.raw() instanceof List<?> items && items.isEmpty()) {
            findings.problem(placed.path(), Missing.describeEmpty(field, placed.path()));
            return Optional.empty();
        }
        return field.shape() == Shape.TABLES ? readRows(field, placed) : readValue(field, placed);
    }

    private Optional<Reading> readValue(ConfigField<?> field, Placed placed) {
        Optional<Resolved> resolved = references.resolve(placed.path(), placed.raw());
        if (resolved.isEmpty()) {
            return Optional.empty();
        }
        Object raw = resolved.get().raw();
        if ("".equals(raw) && refusesEmpty(field)) {
            findings.problem(placed.path(), "cannot be empty");
            return Optional.empty();
        }
        if ("".equals(raw) && field.shape() == Shape.SECRET) {
            return Optional.empty();
        }
        // A table of strings is often one of HTTP headers, and those carry credentials.
        boolean hidden = resolved.get().replaced() || field.shape() == Shape.STRING_MAP;
        return convert(field, placed, raw).map(value -> new Reading(value, hidden));
    }

    private static boolean refusesEmpty(ConfigField<?> field) {
        return switch (field.shape()) {
            case STRING -> !field.allowsEmpty();
            case SECRET -> field.isRequired();
            case INTEGER, BOOLEAN, CHOICE, CHOICE_OR_NUMBER, STRINGS, STRING_MAP, TABLES -> false;
        };
    }

    private Optional<Reading> readRows(ConfigField<?> field, Placed placed) {
        ConfigSpec rowSpec = field.rows().orElseThrow();
        int before = findings.problemCount();
        List<ConfigValues> rows = new ArrayList<>();
        for (Object row : (List<?>) placed.raw()) {
            Map<String, Object> table = RawTree.asTable(row).orElseThrow();
            rows.add(bind(rowSpec, table, placed.path() + '[' + rows.size() + "]."));
        }
        if (findings.problemCount() != before) {
            return Optional.empty();
        }
        return convert(field, placed, List.copyOf(rows)).map(value -> new Reading(value, false));
    }

    /** Shows the value as the file has it, so that what a reference stands for never comes to light. */
    private Optional<Object> convert(ConfigField<?> field, Placed placed, Object raw) {
        try {
            return Optional.of(field.convert(raw));
        } catch (IllegalArgumentException e) {
            String subject = field.shape() == Shape.SECRET ? "the value" : Found.subject(placed.raw());
            findings.problem(placed.path(), subject + " " + e.getMessage());
            return Optional.empty();
        }
    }
}
