package com.danubemessaging.connect.benchmarks.engine;

import java.util.Collection;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What an engine does alone.
 *
 * @param perSecond records per second on one thread
 * @param error half of the 99.9 % confidence interval of that
 * @param allocatedBytes bytes allocated per record
 */
public record EngineFigures(double perSecond, double error, double allocatedBytes) {

    /** Measures the sink's engine with 50 keys. */
    public static EngineFigures ofSink() throws RunnerException {
        return measure(SinkEngineBenchmark.class);
    }

    /** Measures the source's engine with 50 lanes. */
    public static EngineFigures ofSource() throws RunnerException {
        return measure(SourceEngineBenchmark.class);
    }

    private static EngineFigures measure(Class<?> benchmark) throws RunnerException {
        Options options = new OptionsBuilder()
                .include(benchmark.getName())
                .param("keys", "50")
                .addProfiler(GCProfiler.class)
                .build();
        Collection<RunResult> results = new Runner(options).run();
        RunResult result = results.iterator().next();
        double bytes = Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"))
                .getScore();
        return new EngineFigures(
                result.getPrimaryResult().getScore(), result.getPrimaryResult().getScoreError(), bytes);
    }
}
