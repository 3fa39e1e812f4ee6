package com.danubemessaging.connect.api.config;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Validated values, read by field. Immutable; printing hides secrets. */
public final class ConfigValues {

    private static final String HIDDEN = "[hidden]";

    private final Map<String, Object> values;
    private final Set<String> hiddenKeys;

    private ConfigValues(Map<String, Object> values, Set<String> hiddenKeys) {
        this.values = values;
        this.hiddenKeys = hiddenKeys;
    }

    /**
     * Values by key, already converted; used by the runtime's loader and by tests. Fields that are absent are left out.
     */
    public static ConfigValues of(Map<String, Object> values) {
        return of(values, Set.of());
    }

    /**
     * The same, with keys whose values must not be printed although their type would: a value that was put together
     * from a file or an environment variable may hold a secret.
     */
    public static ConfigValues of(Map<String, Object> values, Set<String> hiddenKeys) {
        return new ConfigValues(new LinkedHashMap<>(values), Set.copyOf(hiddenKeys));
    }

    /** These values with others on top, by key; what is put on top is printed. */
    public ConfigValues with(Map<String, Object> overrides) {
        Map<String, Object> merged = new LinkedHashMap<>(values);
        merged.putAll(overrides);
        Set<String> stillHidden = new HashSet<>(hiddenKeys);
        stillHidden.removeAll(overrides.keySet());
        return of(merged, stillHidden);
    }

    /**
     * The value, or its default.
     *
     * @throws IllegalStateException if the field is optional, has no default and was not given: read it with
     *     {@link #find}
     */
    public <T> T get(ConfigField<T> field) {
        return find(field)
                .orElseThrow(() -> new IllegalStateException(
                        "key " + field.key() + " is not set and has no default; read it with find()"));
    }

    /** The value, or its default, or empty. */
    @SuppressWarnings("unchecked")
    public <T> Optional<T> find(ConfigField<T> field) {
        Object value = values.get(field.key());
        return value == null ? field.defaultValue() : Optional.of((T) value);
    }

    /** The value, or its default, or null. */
    public <T> @Nullable T orNull(ConfigField<T> field) {
        return find(field).orElse(null);
    }

    /** Whether the file or the environment gave a value. */
    public boolean isSet(ConfigField<?> field) {
        return values.containsKey(field.key());
    }

    /** The given values; secrets, and what was put together from files and variables, print as {@code [hidden]}. */
    @Override
    public String toString() {
        Map<String, Object> shown = new LinkedHashMap<>(values);
        hiddenKeys.forEach(key -> shown.replace(key, HIDDEN));
        return shown.toString();
    }
}
