package com.danubemessaging.connect.testkit;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.danubemessaging.connect.api.BatchResult;
import com.danubemessaging.connect.api.RecordOutcome;
import com.danubemessaging.connect.api.error.ConnectException;
import com.danubemessaging.connect.api.error.FailureKind;
import com.danubemessaging.connect.api.record.MessageId;
import com.danubemessaging.connect.api.record.SinkRecord;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes records as the runtime would, in small: in batches, with what is not done yet tried again in its place, and
 * with a batch that fails whole tried again or halved by the kind of its failure. Confined to the test's thread.
 */
final class SinkDelivery {

    private static final long CALL_SECONDS = 60;
    private static final int MAX_ATTEMPTS = 600;
    private static final long PAUSE_MILLIS = 20;

    private final HostedSink sink;
    private final Vertx vertx;
    private final List<SinkRecord> invalid = new ArrayList<>();
    private final List<SinkRecord> exhausted = new ArrayList<>();
    private final Map<MessageId, Integer> tries = new HashMap<>();
    private int mostTries = MAX_ATTEMPTS;
    private int attempts;
    private int failedAttempts;

    /** Done before each attempt, with its number from 1. */
    @FunctionalInterface
    interface BeforeAttempt {
        void attempt(int number) throws Exception;
    }

    SinkDelivery(HostedSink sink, Vertx vertx) {
        this.sink = sink;
        this.vertx = vertx;
    }

    /** From now on a record is given up after so many tries that failed, as when all its retries are used up. */
    SinkDelivery givingUpAfter(int failedTries) {
        mostTries = failedTries;
        return this;
    }

    void deliver(List<SinkRecord> records, int batchSize) throws Exception {
        deliver(records, batchSize, number -> {});
    }

    void deliver(List<SinkRecord> records, int batchSize, BeforeAttempt before) throws Exception {
        List<SinkRecord> pending = new ArrayList<>(records);
        int limit = batchSize;
        while (!pending.isEmpty()) {
            if (attempts == MAX_ATTEMPTS) {
                throw new AssertionError(pending.size() + " of " + records.size() + " records were not written in "
                        + attempts + " attempts");
            }
            before.attempt(++attempts);
            List<SinkRecord> batch = List.copyOf(pending.subList(0, Math.min(limit, pending.size())));
            int open;
            try {
                BatchResult result = sink.processBatch(batch).await(CALL_SECONDS, SECONDS);
                open = settle(batch, result, pending);
                limit = batchSize;
            } catch (AssertionError e) {
                throw e;
            } catch (Throwable failure) {
                open = batch.size();
                limit = batchFailed(batch, failure, pending);
            }
            if (open > 0) {
                failedAttempts++;
                vertx.timer(PAUSE_MILLIS).await(1, SECONDS);
            }
        }
    }

    private int settle(List<SinkRecord> batch, BatchResult result, List<SinkRecord> pending) {
        List<SinkRecord> open = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            RecordOutcome.Status status = result.outcomes().get(i).status();
            if (status == RecordOutcome.Status.INVALID) {
                invalid.add(batch.get(i));
            } else if (status == RecordOutcome.Status.RETRY
                    && tries.merge(batch.get(i).messageId(), 1, Integer::sum) >= mostTries) {
                exhausted.add(batch.get(i));
            } else if (status != RecordOutcome.Status.DONE) {
                open.add(batch.get(i));
            }
        }
        pending.subList(0, batch.size()).clear();
        pending.addAll(0, open);
        return open.size();
    }

    /** What failed whole for a passing reason is tried again as it is; else it is halved until the culprit is alone. */
    private int batchFailed(List<SinkRecord> batch, Throwable failure, List<SinkRecord> pending) {
        FailureKind kind = ConnectException.kindOf(failure);
        if (kind.stopsConnector()) {
            throw new AssertionError("the sink gave up: " + failure.getMessage(), failure);
        }
        if (kind == FailureKind.RETRYABLE) {
            return batch.size();
        }
        if (batch.size() == 1) {
            invalid.add(Objects.requireNonNull(pending.remove(0)));
            return 1;
        }
        return batch.size() / 2;
    }

    /** Records that the sink refused for good. */
    List<SinkRecord> invalid() {
        return invalid;
    }

    /** Records that were tried as often as they may be, and failed each time. */
    List<SinkRecord> exhausted() {
        return exhausted;
    }

    /** How often the sink has said of this record that it is to be tried again. */
    int failedTriesOf(SinkRecord record) {
        return tries.getOrDefault(record.messageId(), 0);
    }

    /** Attempts that left something open. */
    int failedAttempts() {
        return failedAttempts;
    }
}
