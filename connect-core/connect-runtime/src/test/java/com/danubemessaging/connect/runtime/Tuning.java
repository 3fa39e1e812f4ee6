package com.danubemessaging.connect.runtime;

import com.danubemessaging.connect.engine.Backoff;
import com.danubemessaging.connect.engine.sink.SinkOptions;
import java.util.function.UnaryOperator;

/** Sink engines whose long times are short. */
final class Tuning {

    private Tuning() {}

    /** Patience with an unacknowledged delivery; the time for which a taken-over consumer stays away. */
    static ConnectRuntimeOptions options(long patienceMillis, long takeoverWaitMillis, long callGraceMillis) {
        UnaryOperator<SinkOptions> tuning = options -> new SinkOptions(
                options.tasks(),
                options.batchRecords(),
                options.batchBytes(),
                options.lingerMillis(),
                options.lingerIdleMillis(),
                options.maxRetries(),
                options.recordBackoff(),
                new Backoff(10, 20),
                options.ackBackoff(),
                options.invalidPolicy(),
                options.onGap(),
                options.heldRecords(),
                options.heldBytes(),
                options.pauseMillis(),
                patienceMillis,
                options.takeoverWindowMillis(),
                takeoverWaitMillis,
                options.callTimeoutMillis(),
                callGraceMillis);
        return new ConnectRuntimeOptions().sinkTuning(tuning);
    }
}
