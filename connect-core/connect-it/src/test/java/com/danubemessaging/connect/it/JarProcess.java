package com.danubemessaging.connect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A connector as a process, with the heap that a connector promises to do with. What it writes goes into two files,
 * from where tests read it and failures show it. The environment is empty but for what a test gives.
 */
final class JarProcess implements AutoCloseable {

    /** Generous: JVMs start slowly when several share two cores. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What source-mqtt and hello-sink promise to do with. */
    static final int USUAL_HEAP_MEBIBYTES = 64;

    private static final Set<String> INHERITED_VARIABLES = Set.of("PATH", "HOME", "LANG");
    private static final int LINES_SHOWN = 60;

    private final String name;
    private final Path folder;
    private final Process process;
    private final long startedNanos = System.nanoTime();

    private JarProcess(String name, Path folder, Process process) {
        this.name = name;
        this.folder = folder;
        this.process = process;
    }

    /**
     * Starts a program.
     *
     * @param heapMebibytes its largest heap
     * @param name of the process within its test; names its two log files
     * @param folder where these are written, and its working directory
     */
    static JarProcess start(
            Program program,
            int heapMebibytes,
            String name,
            Path folder,
            Map<String, String> environment,
            String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx" + heapMebibytes + "m", "-XX:+UseSerialGC"));
        command.addAll(program.javaArguments());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .redirectError(folder.resolve(name + ".err").toFile());
        builder.environment().keySet().retainAll(INHERITED_VARIABLES);
        builder.environment().putAll(environment);
        return new JarProcess(name, folder, builder.start());
    }

    /** Starts a program with the usual heap. */
    static JarProcess start(
            Program program, String name, Path folder, Map<String, String> environment, String... arguments)
            throws IOException {
        return start(program, USUAL_HEAP_MEBIBYTES, name, folder, environment, arguments);
    }

    List<String> out() {
        return lines(".out");
    }

    List<String> err() {
        return lines(".err");
    }

    private List<String> lines(String suffix) {
        try {
            // Not readAllLines: a multi-byte character at the end may be half written.
            String text = new String(Files.readAllBytes(folder.resolve(name + suffix)), StandardCharsets.UTF_8);
            return text.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<String> all() {
        return Stream.concat(out().stream(), err().stream());
    }

    void awaitLine(String part) {
        await("the line '" + part + "' of " + name)
                .atMost(PATIENCE)
                .failFast(name + " ended", () -> !process.isAlive() && !hasLine(part))
                .until(() -> hasLine(part));
    }

    private boolean hasLine(String part) {
        return all().anyMatch(line -> line.contains(part));
    }

    void signal(Signal signal) throws IOException, InterruptedException {
        signal.sendTo(process);
    }

    /** Waits for the end, at most so long. */
    int awaitExit(Duration limit) throws InterruptedException {
        assertThat(process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS))
                .as("%s ends within %s", name, limit)
                .isTrue();
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Time since it was started. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    /** The most memory that it has had resident so far, in MiB; Linux only. */
    long peakResidentMebibytes() throws IOException {
        try (Stream<String> status = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return status.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Has its whole heap collected, so that what is left is alive. */
    void collectGarbage() throws IOException, InterruptedException {
        ask("GC.run");
    }

    /**
     * Has the JVM answer a question of {@code jcmd}.
     *
     * @return the lines of the answer
     */
    List<String> ask(String... question) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        command.add(Long.toString(process.pid()));
        command.addAll(List.of(question));
        Process asking = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> answer = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(asking.waitFor()).as("exit code of %s: %s", command, answer).isZero();
        return answer;
    }

    /** A program for people says what is wrong in sentences. */
    void assertNoStackTrace() {
        assertThat(all().toList())
                .as("the log of %s", name)
                .noneMatch(line -> line.startsWith("\tat "))
                .noneMatch(line -> line.contains("nexpected failure"))
                .noneMatch(line -> line.contains("OutOfMemoryError"));
    }

    /** Outages are nothing to be surprised by: no stack trace, no ERROR. */
    void assertNothingUnexpectedWasLogged() {
        assertNoStackTrace();
        assertNoErrorWasLogged();
    }

    /** A process that was frozen may wonder, with a stack trace, who had blocked its threads. */
    void assertNoErrorWasLogged() {
        assertThat(all().toList()).as("the log of %s", name).noneMatch(line -> line.contains(" ERROR "));
    }

    /** Kills what is still alive, and waits until it is gone. */
    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The ends of both logs. */
    @Override
    public String toString() {
        return "--- " + name + (process.isAlive() ? ", alive" : ", exit code " + process.exitValue()) + "\n"
                + tail(out()) + tail(err());
    }

    private static String tail(List<String> lines) {
        int skipped = Math.max(0, lines.size() - LINES_SHOWN);
        String head = skipped == 0 ? "" : "(" + skipped + " lines before)\n";
        return head + String.join("\n", lines.subList(skipped, lines.size())) + "\n";
    }
}
