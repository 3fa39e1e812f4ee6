package com.danubemessaging.connect.api.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One configuration key, declared by one call chain. Immutable; every call returns a copy.
 *
 * <pre>{@code
 * static final ConfigField<Long> PORT = ConfigField.integer("mqtt.broker_port", 1, 65535)
 *     .describe("Port of the MQTT broker.")
 *     .orDefault(1883L)
 *     .env("MQTT_BROKER_PORT");
 * }</pre>
 *
 * @param <T> the type of the validated value
 */
public final class ConfigField<T> {

    /** How a value is written in TOML and in JSON Schema. */
    public enum Shape {
        /** A string. */
        STRING,
        /** A whole number. */
        INTEGER,
        /** True or false. */
        BOOLEAN,
        /** One of a list of words. */
        CHOICE,
        /** A string that is never printed. */
        SECRET,
        /** An array of strings. */
        STRINGS,
        /** A table of strings. */
        STRING_MAP,
        /** An array of tables. */
        TABLES
    }

    /** Turns a raw TOML value of the right shape into the field's type, or says what is wrong with it. */
    @FunctionalInterface
    public interface Conversion<T> {
        /**
         * Converts.
         *
         * @throws IllegalArgumentException whose message completes the sentence "key: …"
         */
        T convert(Object raw);
    }

    private final String key;
    private final Shape shape;
    private final Conversion<T> conversion;
    private final String description;
    private final @Nullable T defaultValue;
    private final @Nullable String defaultText;
    private final boolean isRequired;
    private final @Nullable String variable;
    private final boolean lenientVariable;
    private final List<String> oldKeys;
    private final @Nullable String exampleText;
    private final List<String> choices;
    private final @Nullable Long minimum;
    private final @Nullable Long maximum;
    private final @Nullable ConfigSpec rows;
    private final boolean isAdvanced;

    private ConfigField(Draft<T> draft) {
        this.key = draft.key;
        this.shape = draft.shape;
        this.conversion = draft.conversion;
        this.description = draft.description;
        this.defaultValue = draft.defaultValue;
        this.defaultText = draft.defaultText;
        this.isRequired = draft.required;
        this.variable = draft.variable;
        this.lenientVariable = draft.lenientVariable;
        this.oldKeys = List.copyOf(draft.oldKeys);
        this.exampleText = draft.example;
        this.choices = List.copyOf(draft.choices);
        this.minimum = draft.minimum;
        this.maximum = draft.maximum;
        this.rows = draft.rows;
        this.isAdvanced = draft.advanced;
    }

    /** A string; an empty one is refused unless {@link #allowEmpty()} is called. */
    public static ConfigField<String> string(String key) {
        return new ConfigField<>(new Draft<>(key, Shape.STRING, raw -> {
            String text = (String) raw;
            if (text.isEmpty()) {
                throw new IllegalArgumentException("cannot be empty");
            }
            return text;
        }));
    }

    /** A whole number from {@code min} to {@code max}, both included. */
    public static ConfigField<Long> integer(String key, long min, long max) {
        return number(key, min, max, Function.identity());
    }

    /** A time in whole milliseconds, 0 or more. By convention the key ends in {@code _ms}. */
    public static ConfigField<Duration> millis(String key) {
        return number(key, 0, Long.MAX_VALUE / 1_000_000, Duration::ofMillis);
    }

    /** A time in whole seconds, 0 or more. By convention the key ends in {@code _secs} or {@code _seconds}. */
    public static ConfigField<Duration> seconds(String key) {
        return number(key, 0, Integer.MAX_VALUE, Duration::ofSeconds);
    }

    private static <T> ConfigField<T> number(String key, long min, long max, Function<Long, T> map) {
        Draft<T> draft = new Draft<>(key, Shape.INTEGER, raw -> {
            long value = ((Number) raw).longValue();
            if (value < min || value > max) {
                throw new IllegalArgumentException(value + " must be between " + min + " and " + max);
            }
            return map.apply(value);
        });
        draft.minimum = min;
        draft.maximum = max;
        return new ConfigField<>(draft);
    }

    /** True or false. */
    public static ConfigField<Boolean> bool(String key) {
        return new ConfigField<>(new Draft<>(key, Shape.BOOLEAN, raw -> (Boolean) raw));
    }

    /** One of the given words, case-sensitive. */
    public static <T> ConfigField<T> choice(String key, Map<String, T> words) {
        Map<String, T> copy = new LinkedHashMap<>(words);
        Draft<T> draft = new Draft<>(key, Shape.CHOICE, raw -> {
            T value = copy.get(raw.toString());
            if (value == null) {
                throw new IllegalArgumentException(
                        "'" + raw + "' is none of " + String.join(", ", copy.keySet()) + " (letter case counts)");
            }
            return value;
        });
        draft.choices.addAll(copy.keySet());
        return new ConfigField<>(draft);
    }

    /** One constant of an enum, written as {@code spelling} says. */
    public static <E extends Enum<E>> ConfigField<E> choice(String key, Class<E> type, Function<E, String> spelling) {
        return choice(
                key,
                Arrays.stream(type.getEnumConstants())
                        .collect(Collectors.toMap(spelling, Function.identity(), (a, b) -> a, LinkedHashMap::new)));
    }

    /** A secret: an empty value counts as not set; {@code <env>_FILE} names a file that holds it. */
    public static ConfigField<Secret> secret(String key) {
        return new ConfigField<>(new Draft<>(key, Shape.SECRET, raw -> Secret.of((String) raw)));
    }

    /** An array of strings. */
    public static ConfigField<List<String>> strings(String key) {
        return new ConfigField<>(new Draft<>(key, Shape.STRINGS, raw -> {
            List<String> values = new ArrayList<>();
            for (Object item : (List<?>) raw) {
                if (!(item instanceof String text)) {
                    throw new IllegalArgumentException("must be an array of strings");
                }
                values.add(text);
            }
            return List.copyOf(values);
        }));
    }

    /** A table of strings, for example extra HTTP headers. */
    public static ConfigField<Map<String, String>> stringMap(String key) {
        return new ConfigField<>(new Draft<>(key, Shape.STRING_MAP, raw -> {
            Map<String, String> values = new LinkedHashMap<>();
            ((Map<?, ?>) raw).forEach((name, value) -> {
                if (!(value instanceof String text)) {
                    throw new IllegalArgumentException("must be a table of strings");
                }
                values.put((String) name, text);
            });
            return Map.copyOf(values);
        }));
    }

    /** An array of tables, each read by {@code rows}, whose keys are relative to the table. */
    @SuppressWarnings("unchecked")
    public static ConfigField<List<ConfigValues>> tables(String key, ConfigSpec rows) {
        Draft<List<ConfigValues>> draft = new Draft<>(key, Shape.TABLES, raw -> (List<ConfigValues>) raw);
        draft.rows = Objects.requireNonNull(rows, "rows");
        return new ConfigField<>(draft);
    }

    /** What the key means, one or two sentences. */
    public ConfigField<T> describe(String text) {
        return with(draft -> draft.description = text);
    }

    /** The value when the key is absent. */
    public ConfigField<T> orDefault(T value) {
        return with(draft -> draft.defaultValue = value);
    }

    /** What the key's absence means, for the reference, where the value depends on other keys. */
    public ConfigField<T> defaultsTo(String text) {
        return with(draft -> draft.defaultText = text);
    }

    /** The key must be given, in the file or by its environment variable. */
    public ConfigField<T> required() {
        return with(draft -> draft.required = true);
    }

    /** The environment variable that overrides the file. */
    public ConfigField<T> env(String name) {
        return with(draft -> draft.variable = name);
    }

    /** The environment variable that overrides the file; a value of the wrong form is warned about and ignored. */
    public ConfigField<T> envOrIgnore(String name) {
        return with(draft -> {
            draft.variable = name;
            draft.lenientVariable = true;
        });
    }

    /**
     * An older name of the key that still works, without a warning: files of older releases stay valid. Relative like
     * the key.
     */
    public ConfigField<T> alias(String oldKey) {
        return with(draft -> draft.oldKeys.add(oldKey));
    }

    /** A value for the sample file, as TOML. */
    public ConfigField<T> example(String toml) {
        return with(draft -> draft.example = toml);
    }

    /** Few people need it: listed behind the others. */
    public ConfigField<T> advanced() {
        return with(draft -> draft.advanced = true);
    }

    /** Accepts the empty string, for a {@link Shape#STRING}. */
    @SuppressWarnings("unchecked")
    public ConfigField<T> allowEmpty() {
        return with(draft -> draft.conversion = raw -> (T) raw);
    }

    /**
     * A further condition; {@code rule} completes the sentence "key: 'value' …", for example {@code must start with /}.
     */
    public ConfigField<T> check(String rule, Predicate<T> condition) {
        return with(draft -> {
            Conversion<T> before = draft.conversion;
            draft.conversion = raw -> {
                T value = before.convert(raw);
                if (!condition.test(value)) {
                    throw new IllegalArgumentException("'" + value + "' " + rule);
                }
                return value;
            };
        });
    }

    /** The same field under another key, for specs that are used in two places. */
    public ConfigField<T> under(String prefix) {
        return with(draft -> {
            draft.key = prefix + '.' + draft.key;
            draft.oldKeys.replaceAll(old -> prefix + '.' + old);
        });
    }

    private ConfigField<T> with(Consumer<Draft<T>> change) {
        Draft<T> draft = new Draft<>(key, shape, conversion);
        draft.description = description;
        draft.defaultValue = defaultValue;
        draft.defaultText = defaultText;
        draft.required = isRequired;
        draft.variable = variable;
        draft.lenientVariable = lenientVariable;
        draft.oldKeys.addAll(oldKeys);
        draft.example = exampleText;
        draft.choices.addAll(choices);
        draft.minimum = minimum;
        draft.maximum = maximum;
        draft.rows = rows;
        draft.advanced = isAdvanced;
        change.accept(draft);
        return new ConfigField<>(draft);
    }

    /** Dotted path from the root of the spec. */
    public String key() {
        return key;
    }

    /** How it is written. */
    public Shape shape() {
        return shape;
    }

    /** Converts a raw value of the right shape; see {@link Conversion}. */
    public T convert(Object raw) {
        return conversion.convert(raw);
    }

    /** What the key means. */
    public String description() {
        return description;
    }

    /** The value when the key is absent. */
    public Optional<T> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    /** What absence means, in words. */
    public Optional<String> defaultText() {
        return Optional.ofNullable(defaultText);
    }

    /** Whether it must be given. */
    public boolean isRequired() {
        return isRequired;
    }

    /** The overriding environment variable. */
    public Optional<String> variable() {
        return Optional.ofNullable(variable);
    }

    /** Whether a malformed environment value is ignored with a warning. */
    public boolean ignoresBadVariable() {
        return lenientVariable;
    }

    /** Older names, as dotted paths. */
    public List<String> oldKeys() {
        return oldKeys;
    }

    /** A sample value, as TOML. */
    public Optional<String> exampleText() {
        return Optional.ofNullable(exampleText);
    }

    /** The words of a {@link Shape#CHOICE}. */
    public List<String> choices() {
        return choices;
    }

    /** Smallest value of a {@link Shape#INTEGER}. */
    public Optional<Long> minimum() {
        return Optional.ofNullable(minimum);
    }

    /** Largest value of a {@link Shape#INTEGER}. */
    public Optional<Long> maximum() {
        return Optional.ofNullable(maximum);
    }

    /** The keys of one table of {@link Shape#TABLES}. */
    public Optional<ConfigSpec> rows() {
        return Optional.ofNullable(rows);
    }

    /** Whether few people need it. */
    public boolean isAdvanced() {
        return isAdvanced;
    }

    /** The key. */
    @Override
    public String toString() {
        return key;
    }

    /** The mutable form between two copies. */
    private static final class Draft<T> {
        private String key;
        private final Shape shape;
        private Conversion<T> conversion;
        private String description = "";
        private @Nullable T defaultValue;
        private @Nullable String defaultText;
        private boolean required;
        private @Nullable String variable;
        private boolean lenientVariable;
        private final List<String> oldKeys = new ArrayList<>();
        private @Nullable String example;
        private final List<String> choices = new ArrayList<>();
        private @Nullable Long minimum;
        private @Nullable Long maximum;
        private @Nullable ConfigSpec rows;
        private boolean advanced;

        private Draft(String key, Shape shape, Conversion<T> conversion) {
            this.key = Objects.requireNonNull(key, "key");
            this.shape = shape;
            this.conversion = conversion;
        }
    }
}
