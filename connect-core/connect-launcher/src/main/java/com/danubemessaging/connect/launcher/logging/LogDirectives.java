package com.danubemessaging.connect.launcher.logging;

import ch.qos.logback.classic.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The value of {@code RUST_LOG}: a comma list of {@code level}, {@code target=level} and {@code target}, the last one
 * meaning everything of that target. A span filter in brackets is read and has no effect. Nothing is refused: what is
 * not understood is left out and named in a warning. Immutable.
 *
 * @param root the level of all that no directive names; null if the value does not say
 * @param loggers levels by Java logger; of two directives for one logger the later counts
 * @param warnings one sentence for each part that is not understood
 */
record LogDirectives(@Nullable Level root, Map<String, Level> loggers, List<String> warnings) {

    /** Target, span filter, level; all optional. */
    private static final Pattern DIRECTIVE = Pattern.compile("([^\\[=]*)(\\[.*])?(?:=([^=\\]]*))?");

    /** Commas between directives, not those within a span filter. */
    private static final Pattern SEPARATOR = Pattern.compile(",(?![^\\[]*])");

    LogDirectives {
        loggers = Map.copyOf(loggers);
        warnings = List.copyOf(warnings);
    }

    static LogDirectives parse(String text) {
        Level root = null;
        Map<String, Level> loggers = new LinkedHashMap<>();
        List<String> warnings = new ArrayList<>();
        for (String part : SEPARATOR.split(text)) {
            String directive = part.strip();
            if (directive.isEmpty()) {
                continue;
            }
            Optional<Level> bare = LogLevels.parse(directive);
            if (bare.isPresent()) {
                root = bare.get();
                continue;
            }
            String problem = addTarget(directive, loggers);
            if (problem != null) {
                warnings.add("RUST_LOG: '" + directive + "' is ignored: " + problem);
            }
        }
        return new LogDirectives(root, loggers, warnings);
    }

    private static @Nullable String addTarget(String directive, Map<String, Level> loggers) {
        Matcher matcher = DIRECTIVE.matcher(directive);
        if (!matcher.matches()) {
            return "it is neither a level nor target=level";
        }
        String target = matcher.group(1).strip();
        String word = matcher.group(3);
        if (target.isEmpty()) {
            return "it names no target";
        }
        List<String> named = RustModules.loggers(target);
        if (word == null) {
            named.forEach(logger -> loggers.put(logger, Level.TRACE));
            return named.isEmpty() ? "it is neither a level nor a module of this process" : null;
        }
        Optional<Level> level = word.isBlank() ? Optional.of(Level.TRACE) : LogLevels.parse(word);
        level.ifPresent(value -> named.forEach(logger -> loggers.put(logger, value)));
        return level.isPresent() ? null : "'" + word.strip() + "' is not a level; " + LogLevels.EXPECTED;
    }
}
