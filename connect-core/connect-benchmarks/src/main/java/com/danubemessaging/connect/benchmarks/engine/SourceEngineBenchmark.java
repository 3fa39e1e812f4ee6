package com.danubemessaging.connect.benchmarks.engine;

import com.danubemessaging.connect.engine.source.Emission;
import com.danubemessaging.connect.engine.source.SourceEngine;
import com.danubemessaging.connect.engine.source.SourceOptions;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A burst of emitted records is published, confirmed and committed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SourceEngineBenchmark {

    static final int BURST = 256;
    private static final int RECORD_BYTES = 1024;
    private static final Object RECORD = new Object();

    /** How many lanes the records have; 0: none, so that every record may be published at once. */
    @Param({"0", "50"})
    int keys;

    private final InMemorySourcePort port = new InMemorySourcePort();
    private @Nullable String[] names = new @Nullable String[0];
    private SourceEngine<Object> engine = new SourceEngine<>(SourceOptions.defaults(), port, new SplittableRandom(1));
    private int topic;
    private long emitted;
    private long now;

    /** Builds the engine anew. */
    @Setup
    public void prepare() {
        engine = new SourceEngine<>(SourceOptions.defaults(), port, new SplittableRandom(1));
        topic = engine.addTopic(0);
        names = new @Nullable String[Math.max(1, keys)];
        for (int i = 0; i < keys; i++) {
            names[i] = "fleet/d" + i;
        }
    }

    /** One operation is one record. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public long emitPublishCommit() {
        now++;
        for (int i = 0; i < BURST; i++) {
            String lane = names[(int) (emitted++ % names.length)];
            engine.emit(topic, lane, "connection", RECORD, RECORD_BYTES, SourceEngine.NO_DEADLINE, now);
        }
        engine.flush(now);
        Emission<Object> next = port.nextPublish();
        while (next != null) {
            engine.published(next, now);
            next = port.nextPublish();
            if (next == null) {
                engine.flush(now);
                next = port.nextPublish();
            }
        }
        if (port.takeCommit()) {
            engine.commitAnswered(now);
        }
        if (engine.heldRecords() != 0) {
            throw new IllegalStateException(engine.heldRecords() + " records were not forgotten");
        }
        return emitted;
    }
}
