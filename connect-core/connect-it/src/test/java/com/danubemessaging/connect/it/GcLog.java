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

    private static final int WINDOW_SECONDS = 10;

    /**
     * A heap that is nearly full is collected as a whole again and again, and the process gets nothing else done. Two
     * such collections a second take a tenth of the time at 64 MiB, at some 50 ms each on an idle machine. Counted, not
     * timed: on a busy machine each takes longer.
     */
    private static final int MOST_FULL_COLLECTIONS = 2 * WINDOW_SECONDS;

    /** The JVM's reason when a test has asked for it. */
    private static final String ON_DEMAND = "Diagnostic Command";

    /**
     * One collection.
     *
     * @param at seconds since the JVM's start
     * @param isFull whether the whole heap was collected
     * @param why the JVM's reason
     * @param leftMebibytes heap in use afterwards
     * @param seconds how long everything stood still
     */
    record Pause(double at, boolean isFull, String why, int leftMebibytes, double seconds) {

        /** Whether a test has asked for it; then what is left is what is alive. */
        boolean isOnDemand() {
            return why.equals(ON_DEMAND);
        }
    }

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

    /** At no time was the process busy with collecting its whole heap. */
    void assertNoStormOfFullCollections() throws IOException {
        assertThat(mostFullCollections())
                .as("full collections within %s s: %s", WINDOW_SECONDS, this)
                .isLessThan(MOST_FULL_COLLECTIONS);
    }

    private long mostFullCollections() throws IOException {
        List<Pause> full = pauses().stream()
                .filter(pause -> pause.isFull() && !pause.isOnDemand())
                .toList();
        return full.stream()
                .mapToLong(first -> full.stream()
                        .filter(each -> each.at() >= first.at() && each.at() < first.at() + WINDOW_SECONDS)
                        .count())
                .max()
                .orElse(0);
    }

    private static double share(List<Pause> pauses) {
        double end = pauses.stream().mapToDouble(Pause::at).max().orElse(1);
        return pauses.stream().mapToDouble(Pause::seconds).sum() / end;
    }

    /** The figures in one line. */
    @Override
    public String toString() {
        try {
            List<Pause> pauses = pauses();
            return "%d collections in %.1f %% of the time, %d of them full (at most %d within %d s), heap after them at most %d MiB"
                    .formatted(
                            pauses.size(),
                            share(pauses) * 100,
                            pauses.stream().filter(Pause::isFull).count(),
                            mostFullCollections(),
                            WINDOW_SECONDS,
                            pauses.stream().mapToInt(Pause::leftMebibytes).max().orElse(0));
        } catch (IOException e) {
            return "no log of collections: " + e.getMessage();
        }
    }
}
