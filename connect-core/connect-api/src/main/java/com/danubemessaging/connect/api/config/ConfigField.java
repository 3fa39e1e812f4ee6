package com.danubemessaging.connect.api.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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
        /** One of a list of words; a word that is a whole number may be written as one. */
        CHOICE,
        /** One of a list of words, or a table of one key and a whole number: {@code "latest"}, {@code {pinned = 3}}. */
        CHOICE_OR_NUMBER,
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
         * @throws IllegalArgumentException whose message completes the sentence "key: 'value' …" and does not repeat
         *     the value
         */
        T convert(Object raw);
    }

    private final FieldDraft<T> facts;

    private ConfigField(FieldDraft<T> facts) {
        this.facts = facts;
    }

    /** A string; an empty one is refused unless {@link #allowEmpty()} is called. */
    public static ConfigField<String> string(String key) {
        return new ConfigField<>(new FieldDraft<>(key, Shape.STRING, raw -> (String) raw, Optional::of));
    }

    /** A whole number from {@code min} to {@code max}, both included. */
    public static ConfigField<Long> integer(String key, long min, long max) {
        return number(key, min, max, Function.identity(), Function.identity());
    }

    /** A time in whole milliseconds, 0 or more. By convention the key ends in {@code _ms}. */
    public static ConfigField<Duration> millis(String key) {
        return number(key, 0, Long.MAX_VALUE / 1_000_000, Duration::ofMillis, Duration::toMillis);
    }

    /** A time in whole seconds, 0 or more. By convention the key ends in {@code _secs} or {@code _seconds}. */
    public static ConfigField<Duration> seconds(String key) {
        return number(key, 0, Integer.MAX_VALUE, Duration::ofSeconds, Duration::toSeconds);
    }

    private static <T> ConfigField<T> number(
            String key, long min, long max, Function<Long, T> map, Function<T, Long> inverse) {
        FieldDraft<T> draft = new FieldDraft<>(
                key, Shape.INTEGER, Conversions.number(min, max, map), value -> Optional.of(inverse.apply(value)));
        draft.minimum = min;
        draft.maximum = max;
        return new ConfigField<>(draft);
    }

    /** True or false. */
    public static ConfigField<Boolean> bool(String key) {
        return new ConfigField<>(new FieldDraft<>(key, Shape.BOOLEAN, raw -> (Boolean) raw, Optional::of));
    }

    /** One of the given words, case-sensitive; the value is the word. */
    public static ConfigField<String> choice(String key, String... words) {
        return choice(key, ordered(Arrays.asList(words), Function.identity()));
    }

    /** One of the given words, case-sensitive, in the order of the map. */
    public static <T> ConfigField<T> choice(String key, Map<String, T> words) {
        return words(key, words, false);
    }

    /** One constant of an enum, written as {@code spelling} says. */
    public static <E extends Enum<E>> ConfigField<E> choice(String key, Class<E> type, Function<E, String> spelling) {
        return choice(key, ordered(Arrays.asList(type.getEnumConstants()), spelling));
    }

    /** One of the given words in any letter case; two words may mean the same. */
    public static <T> ConfigField<T> choiceIgnoringCase(String key, Map<String, T> words) {
        return words(key, words, true);
    }

    private static <T> ConfigField<T> words(String key, Map<String, T> words, boolean ignoreCase) {
        Map<String, T> copy = Collections.unmodifiableMap(new LinkedHashMap<>(words));
        FieldDraft<T> draft =
                new FieldDraft<>(key, Shape.CHOICE, Conversions.word(copy, ignoreCase), value -> wordFor(copy, value));
        draft.choices = List.copyOf(copy.keySet());
        draft.caseIgnored = ignoreCase;
        return new ConfigField<>(draft);
    }

    /**
     * One of the given words, or a table of exactly one of the given keys and a whole number from {@code min} to
     * {@code max}. Cannot come from an environment variable.
     */
    public static <T> ConfigField<T> choiceOrNumber(
            String key, Map<String, T> words, Map<String, LongFunction<T>> numbered, long min, long max) {
        Map<String, T> copy = Collections.unmodifiableMap(new LinkedHashMap<>(words));
        Map<String, LongFunction<T>> makers = Collections.unmodifiableMap(new LinkedHashMap<>(numbered));
        FieldDraft<T> draft = new FieldDraft<>(
                key,
                Shape.CHOICE_OR_NUMBER,
                Conversions.wordOrNumber(copy, makers, min, max),
                value -> wordFor(copy, value));
        draft.choices = List.copyOf(copy.keySet());
        draft.numberedChoices = List.copyOf(makers.keySet());
        draft.minimum = min;
        draft.maximum = max;
        return new ConfigField<>(draft);
    }

    /** A secret: an empty value counts as not set; {@code <env>_FILE} names a file that holds it. */
    public static ConfigField<Secret> secret(String key) {
        return new ConfigField<>(
                new FieldDraft<>(key, Shape.SECRET, raw -> Secret.of((String) raw), hidden -> Optional.empty()));
    }

    /** An array of strings; in an environment variable, separated by commas. */
    public static ConfigField<List<String>> strings(String key) {
        return new ConfigField<>(new FieldDraft<>(key, Shape.STRINGS, Conversions::strings, Optional::of));
    }

    /** A table of strings, for example extra HTTP headers. Cannot come from an environment variable. */
    public static ConfigField<Map<String, String>> stringMap(String key) {
        return new ConfigField<>(new FieldDraft<>(key, Shape.STRING_MAP, Conversions::stringMap, Optional::of));
    }

    /**
     * An array of tables, each read by {@code rows}, whose keys are relative to the table. Cannot come from an
     * environment variable.
     *
     * @throws IllegalArgumentException if a field of {@code rows} names an environment variable: it could not say which
     *     row is meant
     */
    @SuppressWarnings("unchecked") // the binder hands over what it bound with these rows
    public static ConfigField<List<ConfigValues>> tables(String key, ConfigSpec rows) {
        for (ConfigField<?> field : rows.fields()) {
            if (field.variable().isPresent()) {
                throw new IllegalArgumentException("key " + field.key() + " in the rows of " + key
                        + " cannot come from an environment variable: it would not say which row is meant");
            }
        }
        FieldDraft<List<ConfigValues>> draft = new FieldDraft<>(
                key,
                Shape.TABLES,
                raw -> (List<ConfigValues>) raw,
                value -> value.isEmpty() ? Optional.of(List.of()) : Optional.empty());
        draft.rows = rows;
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

    /** The key must be given, in the file or by its environment variable; an array must have an element. */
    public ConfigField<T> required() {
        return with(draft -> draft.required = true);
    }

    /**
     * The environment variable that overrides the file.
     *
     * @throws IllegalArgumentException if the field is a table, which has no form in the environment
     */
    public ConfigField<T> env(String name) {
        if (shape() == Shape.STRING_MAP || shape() == Shape.TABLES || shape() == Shape.CHOICE_OR_NUMBER) {
            throw new IllegalArgumentException("key " + key() + " is a table: it cannot come from " + name);
        }
        return with(draft -> draft.variable = Objects.requireNonNull(name, "name"));
    }

    /** The environment variable that overrides the file; a value of the wrong form is warned about and ignored. */
    public ConfigField<T> envOrIgnore(String name) {
        return env(name).with(draft -> draft.lenientVariable = true);
    }

    /**
     * For a secret whose {@code <env>_FILE} another key listens to, one that names a file to be read again and again:
     * the variable then means that key alone.
     */
    public ConfigField<T> withoutFileVariable() {
        return with(draft -> draft.fileVariableElsewhere = true);
    }

    /**
     * An older name of the key that still works, without a warning: files of older releases stay valid. Relative like
     * the key. Both names in one file are a problem.
     */
    public ConfigField<T> alias(String oldKey) {
        return with(draft -> draft.oldKeys.add(FieldDraft.requireDottedKey(oldKey)));
    }

    /**
     * A wrong name that people write for this key and that upstream ignores. Read, with a warning, only where the key
     * itself is absent. Relative like the key.
     */
    public ConfigField<T> lookAlike(String wrongKey) {
        return with(draft -> draft.lookAlikes.add(FieldDraft.requireDottedKey(wrongKey)));
    }

    /** A value for the sample file, as TOML. */
    public ConfigField<T> example(String toml) {
        return with(draft -> draft.example = toml);
    }

    /** Few people need it: listed behind the others. */
    public ConfigField<T> advanced() {
        return with(draft -> draft.advanced = true);
    }

    /**
     * Stands in sample files with its example, although it is not required: a rule between fields asks for it there,
     * and a sample should load as it is.
     */
    public ConfigField<T> sampled() {
        return with(draft -> draft.sampled = true);
    }

    /** Accepts the empty string, for a {@link Shape#STRING}. */
    public ConfigField<T> allowEmpty() {
        return with(draft -> draft.emptyAllowed = true);
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
                    throw new IllegalArgumentException(rule);
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
            draft.lookAlikes.replaceAll(wrong -> prefix + '.' + wrong);
        });
    }

    private ConfigField<T> with(Consumer<FieldDraft<T>> change) {
        FieldDraft<T> draft = new FieldDraft<>(facts);
        change.accept(draft);
        return new ConfigField<>(draft);
    }

    private static <T> Map<String, T> ordered(List<T> values, Function<T, String> spelling) {
        return values.stream()
                .collect(Collectors.toMap(spelling, Function.identity(), (first, second) -> first, LinkedHashMap::new));
    }

    private static <T> Optional<Object> wordFor(Map<String, T> words, T value) {
        return words.entrySet().stream()
                .filter(entry -> entry.getValue().equals(value))
                .<Object>map(Map.Entry::getKey)
                .findFirst();
    }

    /** Dotted path from the root of the spec. */
    public String key() {
        return facts.key;
    }

    /** How it is written. */
    public Shape shape() {
        return facts.shape;
    }

    /** Converts a raw value of the right shape; see {@link Conversion}. */
    public T convert(Object raw) {
        if (shape() == Shape.STRING && !facts.emptyAllowed && "".equals(raw)) {
            throw new IllegalArgumentException("cannot be empty");
        }
        return facts.conversion.convert(raw);
    }

    /** What the key means. */
    public String description() {
        return facts.description;
    }

    /** The value when the key is absent. */
    public Optional<T> defaultValue() {
        return Optional.ofNullable(facts.defaultValue);
    }

    /**
     * The default as a file would say it: a {@code String}, {@code Long}, {@code Boolean}, {@code List} or {@code Map}.
     * Empty without a default and for a secret.
     */
    public Optional<Object> writtenDefault() {
        return defaultValue().flatMap(facts.notation);
    }

    /** What absence means, in words. */
    public Optional<String> defaultText() {
        return Optional.ofNullable(facts.defaultText);
    }

    /** Whether it must be given. */
    public boolean isRequired() {
        return facts.required;
    }

    /** The overriding environment variable. */
    public Optional<String> variable() {
        return Optional.ofNullable(facts.variable);
    }

    /** Whether {@code <env>_FILE} may name a file that holds the value: so for secrets, unless another key has it. */
    public boolean hasFileVariable() {
        return facts.shape == Shape.SECRET && facts.variable != null && !facts.fileVariableElsewhere;
    }

    /** Whether a malformed environment value is ignored with a warning. */
    public boolean ignoresBadVariable() {
        return facts.lenientVariable;
    }

    /** Older names, as dotted paths. */
    public List<String> oldKeys() {
        return Collections.unmodifiableList(facts.oldKeys);
    }

    /** Wrong names that are read where the key is absent, as dotted paths. */
    public List<String> lookAlikes() {
        return Collections.unmodifiableList(facts.lookAlikes);
    }

    /** A sample value, as TOML. */
    public Optional<String> exampleText() {
        return Optional.ofNullable(facts.example);
    }

    /** The words of a {@link Shape#CHOICE} or {@link Shape#CHOICE_OR_NUMBER}. */
    public List<String> choices() {
        return facts.choices;
    }

    /** The keys of the table of a {@link Shape#CHOICE_OR_NUMBER}. */
    public List<String> numberedChoices() {
        return facts.numberedChoices;
    }

    /** Whether the letter case of a {@link Shape#CHOICE} does not matter. */
    public boolean ignoresCase() {
        return facts.caseIgnored;
    }

    /** Whether a {@link Shape#STRING} may be empty. */
    public boolean allowsEmpty() {
        return facts.emptyAllowed;
    }

    /** Smallest value of a {@link Shape#INTEGER} or {@link Shape#CHOICE_OR_NUMBER}. */
    public Optional<Long> minimum() {
        return Optional.ofNullable(facts.minimum);
    }

    /** Largest value of a {@link Shape#INTEGER} or {@link Shape#CHOICE_OR_NUMBER}. */
    public Optional<Long> maximum() {
        return Optional.ofNullable(facts.maximum);
    }

    /** The keys of one table of {@link Shape#TABLES}. */
    public Optional<ConfigSpec> rows() {
        return Optional.ofNullable(facts.rows);
    }

    /** Whether few people need it. */
    public boolean isAdvanced() {
        return facts.advanced;
    }

    /** Whether samples give it although it is not required. */
    public boolean isSampled() {
        return facts.sampled;
    }

    /** The key. */
    @Override
    public String toString() {
        return key();
    }
}
