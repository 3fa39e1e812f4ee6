package com.danubemessaging.connect.benchmarks.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
        Path log = folder.resolve("subject.log");
        Path collections = folder.resolve("gc.log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(HEAP, "-XX:+UseSerialGC", "-Xlog:gc:file=" + collections));
        command.addAll(options);
        command.addAll(FURTHER_OPTIONS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(arguments);
        Files.deleteIfExists(collections);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new Subject(process, log, collections);
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
