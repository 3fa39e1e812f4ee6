package com.danubemessaging.connect.api.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything a field says about itself. Written only between two copies, inside one call of {@link ConfigField}; never
 * changed again once a field holds it.
 */
final class FieldDraft<T> {

    String key;
    final ConfigField.Shape shape;
    ConfigField.Conversion<T> conversion;
    /** The inverse of the conversion; empty for a value that cannot, or must not, be written down. */
    final Function<T, Optional<Object>> notation;

    String description = "";

    @Nullable
    T defaultValue;

    @Nullable
    String defaultText;

    boolean required;
    boolean emptyAllowed;
    boolean caseIgnored;
    boolean advanced;
    boolean sampled;

    @Nullable
    String variable;

    boolean lenientVariable;
    boolean fileVariableElsewhere;
    final List<String> oldKeys;
    final List<String> lookAlikes;

    @Nullable
    String example;

    List<String> choices = List.of();
    List<String> numberedChoices = List.of();

    @Nullable
    Long minimum;

    @Nullable
    Long maximum;

    @Nullable
    ConfigSpec rows;

    FieldDraft(
            String key,
            ConfigField.Shape shape,
            ConfigField.Conversion<T> conversion,
            Function<T, Optional<Object>> notation) {
        this.key = requireDottedKey(key);
        this.shape = shape;
        this.conversion = conversion;
        this.notation = notation;
        this.oldKeys = new ArrayList<>();
        this.lookAlikes = new ArrayList<>();
    }

    FieldDraft(FieldDraft<T> other) {
        this.key = other.key;
        this.shape = other.shape;
        this.conversion = other.conversion;
        this.notation = other.notation;
        this.description = other.description;
        this.defaultValue = other.defaultValue;
        this.defaultText = other.defaultText;
        this.required = other.required;
        this.emptyAllowed = other.emptyAllowed;
        this.caseIgnored = other.caseIgnored;
        this.advanced = other.advanced;
        this.sampled = other.sampled;
        this.variable = other.variable;
        this.lenientVariable = other.lenientVariable;
        this.fileVariableElsewhere = other.fileVariableElsewhere;
        this.oldKeys = new ArrayList<>(other.oldKeys);
        this.lookAlikes = new ArrayList<>(other.lookAlikes);
        this.example = other.example;
        this.choices = other.choices;
        this.numberedChoices = other.numberedChoices;
        this.minimum = other.minimum;
        this.maximum = other.maximum;
        this.rows = other.rows;
    }

    static String requireDottedKey(String key) {
        Objects.requireNonNull(key, "key");
        if (!key.matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*")) {
            throw new IllegalArgumentException(
                    "'" + key + "' is not a key: use letters, digits, _ and -, with dots between tables");
        }
        return key;
    }
}
