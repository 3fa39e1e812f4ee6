package com.danubemessaging.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the serial collector of a process has written down: when it collected, how long, and what was left. */
final class GcLog {

    private static final Pattern PAUSE = Pattern.compile(
            "\\[(?<at>[0-9.]+)s\\].* Pause (?<kind>Full|Young) \\((?<why>[^)]*)\\).* \\d+M->(?<left>\\d+)M\\(\\d+M\\) (?<ms>[0-9.]+)ms");

    private static final double WINDOW_SECONDS = 10;

    /**
     * A heap that is nearly full is collected as a whole again and again, each time for some 50 ms at 64 MiB, and the
     * process gets nothing else done. One such collection a second is 5 %.
     */
    private static final double MOST_FULL_SHARE = 0.10;

    /**
     * One collection.
     *
     * @param at seconds since the JVM's start
     * @param isFull whether the whole heap was collected
     * @param why the JVM's reason
     * @param leftMebibytes heap in use afterwards
     * @param seconds how long everything stood still
     */
    record Pause(double at, boolean isFull, String why, int leftMebibytes, double seconds) {}

    private final Path file;

    GcLog(Path file) {
        this.file = file;
    }

    /** A program that writes this log. */
    Program of(Program program) {
        return new Program() {
            @Override
            public String name() {
                return program.name();
            }

            @Override
            public List<String> javaArguments() {
                return Stream.concat(Stream.of("-Xlog:gc:file=" + file + ":uptime"), program.javaArguments().stream())
                        .toList();
            }
        };
    }

    List<Pause> pauses() throws IOException {
        return Files.readString(file)
                .lines()
                .map(PAUSE::matcher)
                .filter(Matcher::find)
                .map(found -> new Pause(
                        Double.parseDouble(found.group("at")),
                        found.group("kind").equals("Full"),
                        found.group("why"),
                        Integer.parseInt(found.group("left")),
                        Double.parseDouble(found.group("ms")) / 1000))
                .toList();
    }

    /** At no time did the process spend its time with collecting its whole heap. */
    void assertNoStormOfFullCollections() throws IOException {
        assertThat(worstFullShare())
                .as("largest share of %s s that full collections took: %s", WINDOW_SECONDS, this)
                .isLessThan(MOST_FULL_SHARE);
    }

    private double worstFullShare() throws IOException {
        List<Pause> full = pauses().stream().filter(Pause::isFull).toList();
        return full.stream()
                .mapToDouble(first -> full.stream()
                                .filter(each -> each.at() >= first.at() && each.at() < first.at() + WINDOW_SECONDS)
                                .mapToDouble(Pause::seconds)
                                .sum()
                        / WINDOW_SECONDS)
                .max()
                .orElse(0);
    }

    /** The figures in one line. */
    @Override
    public String toString() {
        try {
            List<Pause> pauses = pauses();
            return "%d collections (%d full, at most %.1f %% of 10 s), heap after them at most %d MiB"
                    .formatted(
                            pauses.size(),
                            pauses.stream().filter(Pause::isFull).count(),
                            worstFullShare() * 100,
                            pauses.stream().mapToInt(Pause::leftMebibytes).max().orElse(0));
        } catch (IOException e) {
            return "no log of collections: " + e.getMessage();
        }
    }
}
