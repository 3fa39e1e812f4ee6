package com.danubemessaging.connect.benchmarks.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;

/**
 * How old records were on arrival.
 *
 * @param records how many were looked at
 * @param p50Micros the median, in microseconds
 * @param p99Micros the 99th percentile, in microseconds
 */
public record Latency(long records, double p50Micros, double p99Micros) {

    static Latency of(Histogram seen) {
        return new Latency(
                seen.getTotalCount(), seen.getValueAtPercentile(50) / 1e3, seen.getValueAtPercentile(99) / 1e3);
    }

    /** Reads what {@link com.danubemessaging.connect.benchmarks.load.ProcessLatencies} wrote. */
    static Latency read(Path file) throws IOException {
        String[] parts = Files.readString(file).trim().split(" ", -1);
        return new Latency(Long.parseLong(parts[0]), Long.parseLong(parts[1]) / 1e3, Long.parseLong(parts[2]) / 1e3);
    }
}
