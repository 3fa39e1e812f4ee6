package com.danubemessaging.connect.api;

import com.danubemessaging.connect.api.error.ConnectException;
import com.danubemessaging.connect.api.error.FailureKind;
import com.danubemessaging.connect.api.record.SinkRecord;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The default of {@code processBatch}: one record after the other, a lane ends at its first retryable failure. */
final class SequentialProcessing {

    private final List<SinkRecord> records;
    private final Function<SinkRecord, Future<Void>> process;
    private final List<RecordOutcome> outcomes;
    private final Set<Object> stoppedLanes = new HashSet<>();

    private SequentialProcessing(List<SinkRecord> records, Function<SinkRecord, Future<Void>> process) {
        this.records = records;
        this.process = process;
        this.outcomes = new ArrayList<>(records.size());
    }

    static Future<BatchResult> run(List<SinkRecord> records, Function<SinkRecord, Future<Void>> process) {
        return new SequentialProcessing(records, process).next();
    }

    private Future<BatchResult> next() {
        // A loop as long as futures are complete already, so that a long batch does not grow the stack.
        while (outcomes.size() < records.size()) {
            SinkRecord record = records.get(outcomes.size());
            if (stoppedLanes.contains(record.lane())) {
                outcomes.add(RecordOutcome.notAttempted());
                continue;
            }
            Future<Void> write = call(record);
            if (!write.isComplete()) {
                return write.transform(result -> {
                    Throwable stop = settle(record, result.cause());
                    return stop == null ? next() : Future.failedFuture(stop);
                });
            }
            Throwable stop = settle(record, write.cause());
            if (stop != null) {
                return Future.failedFuture(stop);
            }
        }
        return Future.succeededFuture(BatchResult.of(outcomes));
    }

    private Future<Void> call(SinkRecord record) {
        try {
            return process.apply(record);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    /** Notes the outcome of one record; returns the error that ends the whole batch, or null. */
    private @Nullable Throwable settle(SinkRecord record, @Nullable Throwable failure) {
        if (failure == null) {
            outcomes.add(RecordOutcome.done());
            return null;
        }
        FailureKind kind = ConnectException.kindOf(failure);
        if (kind.stopsConnector() || (kind == FailureKind.RETRYABLE && outcomes.isEmpty())) {
            return failure;
        }
        RecordOutcome outcome = RecordOutcome.of(failure);
        if (outcome.status() == RecordOutcome.Status.RETRY) {
            stoppedLanes.add(record.lane());
        }
        outcomes.add(outcome);
        return null;
    }
}
