package com.danubemessaging.connect.runtime;

import com.danubemessaging.connect.engine.Backoff;
import com.danubemessaging.connect.engine.sink.SinkOptions;
import java.util.function.UnaryOperator;

/** Sink engines whose long times are short. */
final class Tuning {

    private Tuning() {}

    /** Patience with an unacknowledged delivery; the time for which a taken-over consumer stays away. */
    static ConnectRuntimeOptions options(long patienceMillis, long takeoverWaitMillis, long callGraceMillis) {
        return tuned(options ->
                with(options, options.lingerIdleMillis(), patienceMillis, takeoverWaitMillis, callGraceMillis));
    }

    /** For how long nothing may arrive before gathering ends. */
    static ConnectRuntimeOptions gathering(long lingerIdleMillis) {
        return tuned(options -> with(
                options,
                lingerIdleMillis,
                options.patienceMillis(),
                options.takeoverWaitMillis(),
                options.callGraceMillis()));
    }

    private static ConnectRuntimeOptions tuned(UnaryOperator<SinkOptions> tuning) {
        return new ConnectRuntimeOptions().sinkTuning(tuning);
    }

    private static SinkOptions with(
            SinkOptions options,
            long lingerIdleMillis,
            long patienceMillis,
            long takeoverWaitMillis,
            long callGraceMillis) {
        return new SinkOptions(
                options.tasks(),
                options.batchRecords(),
                options.batchBytes(),
                options.lingerMillis(),
                lingerIdleMillis,
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
                callGraceMillis,
                0);
    }
}
