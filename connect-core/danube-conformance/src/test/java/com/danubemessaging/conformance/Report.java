package com.danubemessaging.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What came of each case, as a table that is printed and written to {@code target/} at the end. */
final class Report {

    private final Map<String, String> lines = new TreeMap<>();

    /** Notes one case; one that was run twice has the later outcome. */
    synchronized void add(Case conformanceCase, String sentence, String outcome) {
        String differs = conformanceCase.differs();
        lines.put(
                "%03d %s".formatted(conformanceCase.value(), sentence),
                "| %3d | %s | %s | %s |".formatted(conformanceCase.value(), sentence, outcome, differs));
    }

    synchronized void write(Target target) throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder("Conformance of " + target.name() + "\n\n"
                + "| case | sentence | outcome | known difference |\n|---|---|---|---|\n");
        lines.values().forEach(line -> text.append(line).append('\n'));
        System.out.println(text);
        String file = "conformance-" + target.name().replaceAll("[^A-Za-z0-9.]+", "-") + ".md";
        Files.writeString(Path.of("target", file), text);
    }
}
