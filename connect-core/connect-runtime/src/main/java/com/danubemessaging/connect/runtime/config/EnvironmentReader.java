package com.danubemessaging.connect.runtime.config;

import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.api.config.ConfigField.Shape;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the environment says of one field. An empty variable counts as not set, because compose files pass
 * {@code ${VAR}} on as an empty text; only for a required key that is no secret it is a problem, as upstream has it. A
 * variable's text is taken as it is: references are for files.
 */
final class EnvironmentReader {

    /** The suffix of the variable that names a file with a secret. */
    private static final String FILE_SUFFIX = "_FILE";

    private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?[0-9]{1,19}");

    private final Map<String, String> environment;
    private final Findings findings;

    EnvironmentReader(Map<String, String> environment, Findings findings) {
        this.environment = environment;
        this.findings = findings;
    }

    /** Every variable that the field listens to, the usual one first. */
    static List<String> variablesOf(ConfigField<?> field) {
        return field.variable()
                .map(name -> field.hasFileVariable() ? List.of(name, name + FILE_SUFFIX) : List.of(name))
                .orElse(List.of());
    }

    /** One of the three records. */
    sealed interface Answer {}

    /** The environment has nothing to say; the file decides. */
    record Unset() implements Answer {}

    /** The environment's value, converted. */
    record Given(Object value) implements Answer {}

    /** A problem has been reported. */
    record Refused() implements Answer {}

    /**
     * Reads, and reports problems and warnings under {@code path}.
     *
     * @param isConfigured whether there is a value to be overridden
     */
    Answer read(ConfigField<?> field, String path, boolean isConfigured) {
        if (field.variable().isEmpty()) {
            return new Unset();
        }
        String variable = field.variable().get();
        if (field.shape() == Shape.SECRET) {
            return readSecret(field, path, variable);
        }
        String text = environment.get(variable);
        if (text == null) {
            return new Unset();
        }
        if (text.isEmpty()) {
            if (!field.isRequired()) {
                return new Unset();
            }
            findings.problem(
                    path, "environment variable " + variable + " cannot be empty; give it a value or unset it");
            return new Refused();
        }
        return read(field, path, isConfigured, variable, text);
    }

    private Answer read(ConfigField<?> field, String path, boolean isConfigured, String variable, String text) {
        Optional<Object> raw = parse(field.shape(), text);
        if (raw.isEmpty()) {
            String complaint = "found " + Found.quoted(text) + ", expected " + Expected.of(field);
            return refuse(field, path, isConfigured, variable, complaint);
        }
        try {
            return new Given(field.convert(raw.get()));
        } catch (IllegalArgumentException e) {
            return refuse(field, path, isConfigured, variable, Found.subject(raw.get()) + " " + e.getMessage());
        }
    }

    private Answer refuse(ConfigField<?> field, String path, boolean isConfigured, String variable, String complaint) {
        if (!field.ignoresBadVariable()) {
            findings.problem(path, "environment variable " + variable + ": " + complaint);
            return new Refused();
        }
        String instead = isConfigured ? "the configured value applies" : "the default applies";
        findings.warning(path, "environment variable " + variable + " ignored: " + complaint + "; " + instead);
        return new Unset();
    }

    private Answer readSecret(ConfigField<?> field, String path, String variable) {
        String text = environment.getOrDefault(variable, "");
        String fileVariable = variable + FILE_SUFFIX;
        String file = field.hasFileVariable() ? environment.getOrDefault(fileVariable, "") : "";
        if (!text.isEmpty() && !file.isEmpty()) {
            findings.problem(
                    path,
                    "environment variables " + variable + " and " + fileVariable + " are both set; keep one of them");
            return new Refused();
        }
        if (!file.isEmpty()) {
            try {
                text = SecretFile.read(file);
            } catch (IOException e) {
                findings.problem(
                        path,
                        "environment variable " + fileVariable + ": file " + file + ": " + FileFailure.describe(e));
                return new Refused();
            }
        }
        if (text.isEmpty()) {
            return new Unset();
        }
        try {
            return new Given(field.convert(text));
        } catch (IllegalArgumentException e) {
            findings.problem(
                    path,
                    "environment variable " + (file.isEmpty() ? variable : fileVariable) + ": the value "
                            + e.getMessage());
            return new Refused();
        }
    }

    /** The text as the raw value that a file would have held, or empty if it has another form. */
    private static Optional<Object> parse(Shape shape, String text) {
        return switch (shape) {
            case STRING, CHOICE, SECRET -> Optional.of(text);
            case INTEGER -> wholeNumber(text);
            case BOOLEAN ->
                text.equals("true") || text.equals("false") ? Optional.of(Boolean.valueOf(text)) : Optional.empty();
            case STRINGS -> Optional.of(items(text));
            // ConfigField.env refuses these.
            case CHOICE_OR_NUMBER, STRING_MAP, TABLES -> Optional.empty();
        };
    }

    private static Optional<Object> wholeNumber(String text) {
        if (!WHOLE_NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.valueOf(text));
        } catch (NumberFormatException e) {
            // Nineteen digits can be more than 64 bits.
            return Optional.empty();
        }
    }

    private static List<String> items(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }
}
