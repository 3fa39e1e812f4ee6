package com.danubemessaging.connect.benchmarks.engine;

import com.danubemessaging.connect.engine.sink.AckAnswer;
import com.danubemessaging.connect.engine.sink.Delivery;
import com.danubemessaging.connect.engine.sink.PartitionOptions;
import com.danubemessaging.connect.engine.sink.SinkEngine;
import com.danubemessaging.connect.engine.sink.SinkOptions;
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

/** A burst of deliveries becomes a batch, is written, acknowledged and forgotten. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SinkEngineBenchmark {

    static final int BURST = 256;
    private static final int RECORD_BYTES = 1024;
    private static final Object RECORD = new Object();

    /** How many keys the records have; 0: no key, so that all of a partition are one lane. */
    @Param({"0", "50"})
    int keys;

    private final InMemorySinkPort port = new InMemorySinkPort();
    private @Nullable String[] names = new @Nullable String[0];
    private SinkEngine<Object> engine = new SinkEngine<>(SinkOptions.defaults(), port, new SplittableRandom(1));
    private long offset;
    private long now;

    /** Builds the engine anew. */
    @Setup
    public void prepare() {
        engine = new SinkEngine<>(SinkOptions.defaults(), port, new SplittableRandom(1));
        engine.addPartition(PartitionOptions.exclusive(0));
        names = new @Nullable String[Math.max(1, keys)];
        for (int i = 0; i < keys; i++) {
            names[i] = "fleet/d" + i;
        }
    }

    /** One operation is one record. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public long deliverWriteAcknowledge() {
        now++;
        for (int i = 0; i < BURST; i++) {
            long identity = offset * 0x9E3779B97F4A7C15L;
            engine.arrived(0, names[(int) (offset % names.length)], offset, identity, RECORD_BYTES, RECORD, now);
            offset++;
        }
        engine.flush(now);
        engine.batchReturned(0, port.batchId(), port.allDone(), now);
        for (Delivery<Object> next = port.nextAck(); next != null; next = port.nextAck()) {
            engine.ackAnswered(next, AckAnswer.OK, now);
        }
        engine.onTimer(now);
        if (engine.heldRecords() != 0) {
            throw new IllegalStateException(engine.heldRecords() + " records were not forgotten");
        }
        return offset;
    }
}
