package com.danubemessaging.connect.api;

import com.danubemessaging.connect.api.error.ConnectException;
import com.danubemessaging.connect.api.error.FailureKind;
import com.danubemessaging.connect.api.error.FatalException;
import com.danubemessaging.connect.api.health.HealthStatus;
import com.danubemessaging.connect.api.record.SinkRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes records of Danube topics to an external system, with plain return values and exceptions; may block.
 *
 * <p>Life cycle, delivery and the meaning of every failure are those of {@link SinkConnector}, where "returns a failed
 * future" reads "throws". Hosted on a worker verticle: all methods but {@link #quiesce()} run on a worker thread, one
 * at a time.
 *
 * <p>A call that lasts longer than {@code call_timeout} (5 minutes by default) has its thread interrupted; one that has
 * not returned 10 s after that ends the process. A method that is interrupted should throw.
 */
public non-sealed interface BlockingSinkConnector extends Connector {

    /** See {@link SinkConnector#consumerConfigs()}. */
    List<ConsumerConfig> consumerConfigs();

    /**
     * See {@link SinkConnector#initialize}.
     *
     * @throws Exception Retryable and {@link java.io.IOException}: called again with backoff; any other: exit code 1
     */
    void initialize(SinkContext context) throws Exception;

    /**
     * Writes one record, durably, or throws; see {@link SinkConnector#process}.
     *
     * @throws Exception see {@link RecordOutcome#of(Throwable)}
     */
    default void process(SinkRecord record) throws Exception {
        RecordOutcome outcome = processBatch(List.of(record)).outcomes().get(0);
        Throwable cause = outcome.cause();
        if (cause instanceof Exception e) {
            throw e;
        }
        if (cause != null) {
            throw new FatalException("writing a record failed", cause);
        }
    }

    /**
     * Writes a batch; see {@link SinkConnector#processBatch}. The default writes one by one through {@link #process}.
     * Override at least one of the two.
     *
     * @throws Exception nothing is known about any record of the batch; the kind decides, see
     *     {@link SinkConnector#processBatch}
     */
    default BatchResult processBatch(List<SinkRecord> records) throws Exception {
        List<RecordOutcome> outcomes = new ArrayList<>(records.size());
        Set<Object> stoppedLanes = new HashSet<>();
        for (SinkRecord record : records) {
            if (stoppedLanes.contains(record.lane())) {
                outcomes.add(RecordOutcome.notAttempted());
                continue;
            }
            try {
                process(record);
                outcomes.add(RecordOutcome.done());
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                FailureKind kind = ConnectException.kindOf(e);
                boolean targetDown = kind == FailureKind.RETRYABLE && outcomes.isEmpty();
                if (kind.stopsConnector() || targetDown) {
                    throw e;
                }
                RecordOutcome outcome = RecordOutcome.of(e);
                if (outcome.status() == RecordOutcome.Status.RETRY) {
                    stoppedLanes.add(record.lane());
                }
                outcomes.add(outcome);
            }
        }
        return BatchResult.of(outcomes);
    }

    /** See {@link SinkConnector#linger()}. */
    default Duration linger() {
        return Duration.ZERO;
    }

    /**
     * See {@link SinkConnector#quiesce()}. Called on a thread of its own while a batch may be under way on the worker:
     * an implementation that touches state must make that safe.
     */
    default void quiesce() {}

    /**
     * See {@link SinkConnector#shutdown()}.
     *
     * @throws Exception logged and ignored
     */
    default void shutdown() throws Exception {}

    /**
     * See {@link SinkConnector#healthCheck()}. Runs on the worker, so never beside a batch.
     *
     * @throws Exception counts as unhealthy
     */
    default HealthStatus healthCheck() throws Exception {
        return HealthStatus.healthy();
    }

    /**
     * See {@link SinkConnector#checkConnection}.
     *
     * @throws Exception the settings do not work; its message is shown to the user
     */
    default void checkConnection(SinkContext context) throws Exception {
        try {
            initialize(context);
        } finally {
            shutdown();
        }
    }
}
