package com.danubemessaging.connect.benchmarks.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A process that is measured: the connector, or the bare loop beside it. */
final class Subject implements AutoCloseable {

    /** Both get the same: what source-mqtt promises to do with is 64 MiB, but the bare loop bounds nothing. */
    private static final String HEAP = "-Xmx128m";

    /** For whoever looks for the reason of a figure, such as {@code -XX:StartFlightRecording=filename=x.jfr}. */
    private static final List<String> FURTHER_OPTIONS = Stream.of(
                    System.getProperty("benchmarks.jvm", "").split(" ", -1))
            .filter(option -> !option.isEmpty())
            .toList();

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final Path log;
    private final Path collections;
    private final long startedNanos = System.nanoTime();

    private Subject(Process process, Path log, Path collections) {
        this.process = process;
        this.log = log;
        this.collections = collections;
    }

    /**
     * Starts a program of this class path.
     *
     * @param options of the JVM, further ones
     */
    static Subject start(Path folder, List<String> options, Class<?> program, List<String> arguments)
            throws IOException {
        Path collections = folder.resolve("gc.log");
        Files.deleteIfExists(collections);
        List<String> all = new ArrayList<>(List.of(HEAP, "-XX:+UseSerialGC", "-Xlog:gc:file=" + collections));
        all.addAll(options);
        all.addAll(FURTHER_OPTIONS);
        all.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        all.addAll(arguments);
        return java(folder, all, Map.of(), collections);
    }

    /**
     * Starts a fat jar as its user does.
     *
     * @param options of the JVM; no others are given
     * @param environment variables beside those of this process
     */
    static Subject startJar(
            Path folder, Path jar, List<String> options, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("-jar", jar.toString()));
        all.addAll(List.of(arguments));
        return java(folder, all, environment, folder.resolve("gc.log"));
    }

    private static Subject java(Path folder, List<String> arguments, Map<String, String> environment, Path collections)
            throws IOException {
        Path log = folder.resolve("subject.log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new Subject(builder.start(), log, collections);
    }

    /** Time since it was started. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    /** Memory that it has resident now, in MiB; Linux only. */
    double residentMebibytes() throws IOException {
        try (Stream<String> status = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return status.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** What one thread of one core would have needed for everything so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Bytes allocated so far, as far as collections tell. */
    long allocatedBytes() throws IOException {
        return GcLog.allocatedBytes(Files.readAllLines(collections));
    }

    /** @throws IllegalStateException with its log if it has ended */
    void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("the process under test has ended:\n" + Files.readString(log));
        }
    }

    /** Ends it in good order, so that it writes what it has to write. */
    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
