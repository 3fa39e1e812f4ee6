package com.danubemessaging.connect.testkit;

import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.api.config.ConfigProblem;
import com.danubemessaging.connect.api.config.ConfigSpec;
import com.danubemessaging.connect.api.config.ConfigValues;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.error.ConfigurationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A configuration from written values, by dotted key: what a TOML file would hold, without the file. Values go through
 * the declared fields, so a wrong one is refused here as the runtime would refuse it.
 *
 * <pre>{@code
 * TestingConfig.of(new HelloSinkProvider().spec(), Map.of("hello_sink.path", "/tmp/out.jsonl"));
 * }</pre>
 */
public final class TestingConfig {

    private static final Map<String, Object> CORE = Map.of(
            CoreFields.CONNECTOR_NAME.key(), "contract",
            CoreFields.DANUBE_SERVICE_URL.key(), "http://127.0.0.1:6650");

    private TestingConfig() {}

    /**
     * Binds the values; name and broker address are given unless {@code values} has them.
     *
     * @param spec the connector's own keys
     * @param values strings, whole numbers ({@code Integer} or {@code Long}), booleans, lists and maps; an array of
     *     tables is a list of maps
     * @throws ConfigurationException listing every problem
     * @throws IllegalArgumentException if a key is not declared: a test should not set what nobody reads
     */
    public static ConnectorConfig of(ConfigSpec spec, Map<String, ?> values) {
        Map<String, Object> all = new LinkedHashMap<>(CORE);
        all.putAll(values);
        List<ConfigProblem> problems = new ArrayList<>();
        ConfigValues bound = bind(CoreFields.SPEC.and(spec), all, "", problems);
        if (!problems.isEmpty()) {
            throw new ConfigurationException("problems: " + problems);
        }
        return new ConnectorConfig(bound);
    }

    private static ConfigValues bind(
            ConfigSpec spec, Map<String, ?> values, String prefix, List<ConfigProblem> problems) {
        Set<String> unread = new TreeSet<>(values.keySet());
        Map<String, Object> bound = new LinkedHashMap<>();
        int before = problems.size();
        for (ConfigField<?> field : spec.fields()) {
            unread.remove(field.key());
            Object raw = values.get(field.key());
            if (raw != null) {
                convert(field, raw, prefix, bound, problems);
            } else if (field.isRequired()) {
                problems.add(new ConfigProblem(prefix + field.key(), "is required"));
            }
        }
        if (!unread.isEmpty()) {
            throw new IllegalArgumentException("keys that are not declared: " + unread);
        }
        ConfigValues result = ConfigValues.of(bound);
        if (problems.size() == before) {
            spec.rules().forEach(rule -> problems.addAll(rule.apply(result)));
        }
        return result;
    }

    private static void convert(
            ConfigField<?> field, Object raw, String prefix, Map<String, Object> bound, List<ConfigProblem> problems) {
        String path = prefix + field.key();
        try {
            bound.put(field.key(), field.convert(written(field, raw, path, problems)));
        } catch (IllegalArgumentException | ClassCastException e) {
            problems.add(new ConfigProblem(path, "'" + raw + "' " + e.getMessage()));
        }
    }

    private static Object written(ConfigField<?> field, Object raw, String path, List<ConfigProblem> problems) {
        if (raw instanceof Integer number) {
            return number.longValue();
        }
        if (field.shape() == ConfigField.Shape.TABLES && raw instanceof List<?> rows) {
            List<ConfigValues> bound = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                Map<String, Object> row = new LinkedHashMap<>();
                ((Map<?, ?>) rows.get(i)).forEach((key, value) -> row.put((String) key, value));
                bound.add(bind(field.rows().orElseThrow(), row, path + '[' + i + "].", problems));
            }
            return bound;
        }
        return raw;
    }
}
