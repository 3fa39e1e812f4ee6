package com.danubemessaging.connect.runtime.pump;

import com.danubemessaging.connect.api.config.ConfigValues;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.engine.Backoff;
import com.danubemessaging.connect.engine.sink.SinkOptions;
import com.danubemessaging.connect.engine.source.SourceOptions;
import java.time.Duration;

/** Engine settings from configuration. Stateless. */
final class PumpSettings {

    /**
     * Longest gathering that is honoured, whatever a connector asks for: the broker may be waiting for
     * acknowledgements.
     */
    private static final Duration MAX_LINGER = Duration.ofSeconds(10);

    /** Publishes of one topic under way: from 64 to 256 on one connection throughput stops growing. */
    private static final int IN_FLIGHT_PER_TOPIC = 256;

    /**
     * Tried with 64 MiB of heap and a window of ten messages of 3.9 MiB: with a quarter of the heap the sink ran out of
     * memory, with an eighth it does not.
     */
    private static final int SINK_SHARE_OF_HEAP = 8;

    /** Room for one message of the largest size, whatever the heap. */
    private static final long LEAST_SINK_BYTES = 4L << 20;

    private PumpSettings() {}

    static SinkOptions sink(ConnectorConfig config, Duration linger) {
        ConfigValues values = config.values();
        SinkOptions defaults = SinkOptions.defaults();
        Duration gathering = min(min(linger, values.get(CoreFields.BATCH_TIMEOUT)), MAX_LINGER);
        long maxBytes = sinkBytes(
                values.get(CoreFields.MAX_IN_FLIGHT_BYTES), Runtime.getRuntime().maxMemory());
        return new SinkOptions(
                values.get(CoreFields.TASKS).intValue(),
                values.get(CoreFields.BATCH_SIZE).intValue(),
                Math.min(defaults.batchBytes(), maxBytes),
                gathering.toMillis(),
                defaults.lingerIdleMillis(),
                values.get(CoreFields.MAX_RETRIES).intValue(),
                new Backoff(
                        values.get(CoreFields.RETRY_BACKOFF).toMillis(),
                        values.get(CoreFields.MAX_BACKOFF).toMillis()),
                defaults.probeBackoff(),
                defaults.ackBackoff(),
                switch (values.get(CoreFields.ON_INVALID)) {
                    case "skip" -> SinkOptions.InvalidPolicy.SKIP;
                    case "stop" -> SinkOptions.InvalidPolicy.STOP;
                    default -> SinkOptions.InvalidPolicy.DEAD_LETTER;
                },
                values.get(CoreFields.ON_GAP).equals("stop") ? SinkOptions.GapPolicy.STOP : SinkOptions.GapPolicy.WARN,
                values.get(CoreFields.MAX_IN_FLIGHT_RECORDS).intValue(),
                maxBytes,
                defaults.pauseMillis(),
                defaults.patienceMillis(),
                defaults.takeoverWindowMillis(),
                defaults.takeoverWaitMillis(),
                values.get(CoreFields.CALL_TIMEOUT).toMillis(),
                defaults.callGraceMillis(),
                defaults.gapConfirmMillis());
    }

    /**
     * A sink's credit in bytes: it may hold twice as much before it stops reading, and on top of that come the message
     * that is being received and what the connector makes of its batch. All of it has to fit in the heap.
     */
    static long sinkBytes(long configured, long heapBytes) {
        return Math.min(configured, Math.max(LEAST_SINK_BYTES, heapBytes / SINK_SHARE_OF_HEAP));
    }

    /**
     * What waits for credit is bounded by the caller: a polled source is asked only while there is room, so that one
     * poll's result waits at most; a streaming one is stopped by its emitter at twice the credit.
     */
    static SourceOptions source(ConnectorConfig config) {
        ConfigValues values = config.values();
        int records = values.get(CoreFields.MAX_IN_FLIGHT_RECORDS).intValue();
        return new SourceOptions(
                records,
                values.get(CoreFields.MAX_IN_FLIGHT_BYTES),
                Integer.MAX_VALUE,
                IN_FLIGHT_PER_TOPIC,
                SourceOptions.defaults().publishBackoff(),
                switch (values.get(CoreFields.ON_INVALID)) {
                    case "skip" -> SourceOptions.InvalidPolicy.SKIP;
                    case "stop" -> SourceOptions.InvalidPolicy.STOP;
                    default -> SourceOptions.InvalidPolicy.DEAD_LETTER;
                });
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
