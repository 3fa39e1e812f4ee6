package com.danubemessaging.connect.it.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of metrics: those that files ask for, and those that connectors have. */
final class Metrics {

    private static final Pattern NAME =
            Pattern.compile("\\b((?:danube|jvm|process|system|vertx)_[a-z0-9_]+)(?=[\\[{ ),]|$)");
    private static final Pattern SERIES = Pattern.compile("^([a-z_][a-z0-9_]*)[{ ]");
    private static final Pattern RARE = Pattern.compile("[a-z]+(\\.[a-z]+)+");

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
     * Counters that come into being with what they count: the runtime has their names as constants, such as
     * {@code gap.records}, and gives them its prefix.
     */
    static Set<String> rareCounters(Path jar) throws IOException {
        Set<String> names = new TreeSet<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            List<JarEntry> classes = file.stream()
                    .filter(entry -> entry.getName().startsWith("com/danubemessaging/connect/runtime/"))
                    .filter(entry -> entry.getName().endsWith(".class"))
                    .toList();
            for (JarEntry entry : classes) {
                for (String text : ClassFile.read(file.getInputStream(entry)).texts()) {
                    if (RARE.matcher(text).matches()) {
                        names.add("danube_connect_" + text.replace('.', '_') + "_total");
                    } else if (text.startsWith("danube_connector_")) {
                        names.add(text + "_total");
                    }
                }
            }
        }
        return names;
    }
}
