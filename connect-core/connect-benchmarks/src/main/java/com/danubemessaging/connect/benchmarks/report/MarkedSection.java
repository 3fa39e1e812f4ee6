package com.danubemessaging.connect.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A part of a document between two comments, which a program writes and nobody edits. */
public final class MarkedSection {

    private MarkedSection() {}

    /**
     * Replaces what stands between {@code <!-- name:begin -->} and {@code <!-- name:end -->}.
     *
     * @throws IllegalArgumentException if the document has no such section; it stays as it is
     */
    public static void replace(Path document, String name, String text) throws IOException {
        String old = Files.readString(document);
        String begin = "<!-- " + name + ":begin -->\n";
        String end = "<!-- " + name + ":end -->";
        int from = old.indexOf(begin);
        int to = old.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException(document + " has no section between " + begin.strip() + " and " + end);
        }
        Files.writeString(document, old.substring(0, from) + begin + text + "\n" + old.substring(to));
    }
}
