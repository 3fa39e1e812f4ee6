package com.danubemessaging.connect.launcher.logging;

import ch.qos.logback.classic.Level;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The words for levels, in any letter case; numbers as upstream's logging library takes them: 0 is off, 5 trace. */
final class LogLevels {

    /** What to write instead of a word that is none of these. */
    static final String EXPECTED = "write off, error, warn, info, debug or trace";

    private static final Map<String, Level> LEVELS = Map.ofEntries(
            Map.entry("off", Level.OFF),
            Map.entry("error", Level.ERROR),
            Map.entry("warn", Level.WARN),
            Map.entry("info", Level.INFO),
            Map.entry("debug", Level.DEBUG),
            Map.entry("trace", Level.TRACE),
            Map.entry("0", Level.OFF),
            Map.entry("1", Level.ERROR),
            Map.entry("2", Level.WARN),
            Map.entry("3", Level.INFO),
            Map.entry("4", Level.DEBUG),
            Map.entry("5", Level.TRACE));

    private LogLevels() {}

    static Optional<Level> parse(String word) {
        return Optional.ofNullable(LEVELS.get(word.strip().toLowerCase(Locale.ROOT)));
    }
}
