package com.danubemessaging.connect.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of metrics: those that files ask for, and those that connectors have. */
final class Metrics {

    private static final Pattern NAME =
            Pattern.compile("\\b((?:danube|jvm|process|system|vertx)_[a-z0-9_]+)(?=[\\[{ ),]|$)");
    private static final Pattern SERIES = Pattern.compile("^([a-z_][a-z0-9_]*)[{ ]");
    private static final Pattern REFERENCE = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| ");

    private Metrics() {}

    /** What an expression of PromQL asks for. */
    static Set<String> namesIn(String expression) {
        return NAME.matcher(expression)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the text of a metrics page has. */
    static Set<String> scraped(String page) {
        return page.lines()
                .flatMap(line -> SERIES.matcher(line).results().map(match -> match.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * What the reference page promises. Counters come into being with what they count, so that not all of them can be
     * scraped; tests of connect-runtime hold the page to the code.
     */
    static Set<String> promised() throws IOException {
        Set<String> names = REFERENCE
                .matcher(Repository.text("connect-core/docs/reference/metrics.md"))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(names).as("metrics in the reference").hasSizeGreaterThan(20);
        return names;
    }
}
