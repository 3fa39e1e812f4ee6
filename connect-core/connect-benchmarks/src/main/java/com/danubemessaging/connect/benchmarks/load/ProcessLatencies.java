package com.danubemessaging.connect.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * The latencies of a process that writes what it has seen into a file when it ends. Without the system property
 * {@value #FILE_PROPERTY}, which names the file, it does nothing.
 */
public final class ProcessLatencies {

    /** Names the file. */
    public static final String FILE_PROPERTY = "benchmark.latencies";

    /** Payloads that are not counted at first. */
    public static final String SKIP_PROPERTY = "benchmark.latencies.skip";

    private static final Optional<Latencies> LATENCIES = Optional.ofNullable(System.getProperty(FILE_PROPERTY))
            .map(file -> {
                Latencies latencies = new Latencies(Long.getLong(SKIP_PROPERTY, 0));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> write(latencies.take(), Path.of(file))));
                return latencies;
            });

    private ProcessLatencies() {}

    /** Whether somebody wants to know. */
    public static boolean isOn() {
        return LATENCIES.isPresent();
    }

    /** A payload has arrived; called by one thread. */
    public static void arrived(ByteBuffer payload) {
        LATENCIES.ifPresent(latencies -> latencies.arrived(payload));
    }

    private static void write(Histogram seen, Path file) {
        try {
            Files.writeString(
                    file,
                    seen.getTotalCount() + " " + seen.getValueAtPercentile(50) + " " + seen.getValueAtPercentile(99));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
