package com.danubemessaging.connect.examples.quickstart;

import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Time from a record's publish into Danube to its line in the file. Thread-safe. */
final class Latency {

    private static final long LONGEST_MILLIS = Duration.ofHours(1).toMillis();

    private final Recorder recorder = new Recorder(LONGEST_MILLIS, 3);

    void record(long millis) {
        recorder.recordValue(Math.max(0, Math.min(millis, LONGEST_MILLIS)));
    }

    /** The 99th percentile in milliseconds since the previous call; 0 if nothing was recorded. */
    long p99SinceLastCall() {
        Histogram interval = recorder.getIntervalHistogram();
        return interval.getTotalCount() == 0 ? 0 : interval.getValueAtPercentile(99);
    }
}
