package com.danubemessaging.connect.launcher.logging;

import ch.qos.logback.classic.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is logged, and how. Immutable.
 *
 * <p>The level is the first of these that says one: {@code RUST_LOG}, {@code LOG_LEVEL}, the configuration's
 * {@code processing.log_level}, {@code info}. {@code RUST_LOG} may also give levels to single loggers; see
 * {@link LogDirectives}. Settings that are not understood are left out, with a warning: a mistyped level must not keep
 * a connector from starting.
 *
 * @param root the level of everything that {@code loggers} does not name
 * @param loggers levels by logger name
 * @param format how events are written
 * @param coloured whether text has colours
 * @param warnings what is not understood, one sentence each; to be logged once
 */
public record LogSettings(
        Level root, Map<String, Level> loggers, LogFormat format, boolean coloured, List<String> warnings) {

    /**
     * Netty tells of every buffer and frame below info. Micrometer warns once of meters registered again, which
     * vertx-micrometer-metrics 5.0 does for each event bus address. The MQTT client of vertx-mqtt 5.0 logs every failed
     * attempt to connect as an error with a stack trace, beside failing the future, of which the connector tells.
     */
    private static final Map<String, Level> QUIET = Map.of(
            "io.netty",
            Level.INFO,
            "io.micrometer.core.instrument.MeterRegistry",
            Level.ERROR,
            "io.vertx.mqtt.impl",
            Level.OFF);

    /** Copies. */
    public LogSettings {
        Objects.requireNonNull(root, "root");
        Objects.requireNonNull(format, "format");
        loggers = Map.copyOf(loggers);
        warnings = List.copyOf(warnings);
    }

    /**
     * Decides.
     *
     * @param environment {@code RUST_LOG}, {@code LOG_LEVEL}, {@code LOG_FORMAT} ({@code text} or {@code json}) and
     *     {@code NO_COLOR} are looked at; an empty value counts as not set
     * @param configured {@code processing.log_level}; null as long as the configuration is not loaded
     * @param terminal whether the log is read by a person at a terminal
     */
    public static LogSettings of(Map<String, String> environment, @Nullable String configured, boolean terminal) {
        LogDirectives directives = LogDirectives.parse(environment.getOrDefault("RUST_LOG", ""));
        List<String> warnings = new ArrayList<>(directives.warnings());
        Optional<Level> variable = level("LOG_LEVEL", environment.get("LOG_LEVEL"), warnings);
        Optional<Level> file = level("processing.log_level", configured, warnings);
        Level root = Optional.ofNullable(directives.root())
                .or(() -> variable)
                .or(() -> file)
                .orElse(Level.INFO);
        LogFormat format = format(environment.getOrDefault("LOG_FORMAT", ""), warnings);
        boolean coloured = terminal
                && format == LogFormat.TEXT
                && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new LogSettings(root, withQuietLibraries(root, directives.loggers()), format, coloured, warnings);
    }

    private static Optional<Level> level(String name, @Nullable String word, List<String> warnings) {
        if (word == null || word.isBlank()) {
            return Optional.empty();
        }
        Optional<Level> level = LogLevels.parse(word);
        if (level.isEmpty()) {
            warnings.add(name + ": '" + word + "' is ignored: it is not a level; " + LogLevels.EXPECTED);
        }
        return level;
    }

    private static LogFormat format(String word, List<String> warnings) {
        switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "", "text" -> {
                return LogFormat.TEXT;
            }
            case "json" -> {
                return LogFormat.JSON;
            }
            default -> {
                warnings.add("LOG_FORMAT: '" + word + "' is ignored; write text or json");
                return LogFormat.TEXT;
            }
        }
    }

    /** Libraries that talk too much stay quiet, unless a directive names them or what they are part of. */
    private static Map<String, Level> withQuietLibraries(Level root, Map<String, Level> named) {
        Map<String, Level> all = new HashMap<>(named);
        QUIET.forEach((library, floor) -> {
            boolean asked = named.keySet().stream().anyMatch(name -> (library + '.').startsWith(name + '.'));
            if (!asked && !root.isGreaterOrEqual(floor)) {
                all.put(library, floor);
            }
        });
        return all;
    }
}
