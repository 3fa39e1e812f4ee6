package com.danubemessaging.connect.testkit.sim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.TreeSet;

/** Ranges of seeds that passed, a line each in a file that survives an interruption. */
final class PassedRanges {

    private final Path file;
    private final Set<String> lines;

    private PassedRanges(Path file, Set<String> lines) {
        this.file = file;
        this.lines = lines;
    }

    static PassedRanges open(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Set<String> lines = new TreeSet<>();
        if (Files.exists(file)) {
            // The last line may have been cut off while it was written: it matches no range then.
            lines.addAll(Files.readAllLines(file));
        }
        return new PassedRanges(file, lines);
    }

    private static String line(long start, long end) {
        return "[" + start + " " + end + "]";
    }

    boolean contains(long start, long end) {
        return lines.contains(line(start, end));
    }

    void add(long start, long end) throws IOException {
        lines.add(line(start, end));
        Files.writeString(file, "\n" + line(start, end), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Seeds in all ranges, of this start and earlier ones. */
    long seeds() {
        long seeds = 0;
        for (String line : lines) {
            if (line.matches("\\[\\d+ \\d+]")) {
                String[] ends = line.substring(1, line.length() - 1).split(" ", -1);
                seeds += Long.parseLong(ends[1]) - Long.parseLong(ends[0]);
            }
        }
        return seeds;
    }
}
