package com.danubemessaging.connect.benchmarks.load;

import java.nio.ByteBuffer;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** How old payloads of {@link Stamped} are when they arrive. One thread counts; any may look. */
public final class Latencies {

    private static final long MOST_NANOS = 60_000_000_000L;

    private final Recorder recorder = new Recorder(MOST_NANOS, 3);
    private long toSkip;

    /** @param skip payloads that are not counted at first, while the JVM warms up */
    public Latencies(long skip) {
        this.toSkip = skip;
    }

    /** A payload has arrived. */
    public void arrived(ByteBuffer payload) {
        if (toSkip > 0) {
            toSkip--;
            return;
        }
        long nanos = System.nanoTime() - Stamped.timeOf(payload);
        recorder.recordValue(Math.min(Math.max(nanos, 0), MOST_NANOS));
    }

    /** What was counted since the last call, in nanoseconds. */
    public Histogram take() {
        return recorder.getIntervalHistogram();
    }
}
