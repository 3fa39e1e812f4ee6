package com.danubemessaging.connect.runtime.bus;

import com.danubemessaging.connect.api.BatchResult;
import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.health.HealthStatus;
import com.danubemessaging.connect.api.record.SourceRecord;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a host tells the runtime. Immutable. */
public sealed interface HostEvent {

    /** The task that speaks; 0 for a source. */
    int task();

    /** What the connector reads (a sink) or writes (a source). */
    record Described(
            int task,
            List<ConsumerConfig> consumers,
            List<ProducerConfig> producers,
            Duration linger,
            @Nullable Throwable failure)
            implements HostEvent {
        /** The connector could not tell. */
        public static Described failed(int task, Throwable failure) {
            return new Described(task, List.of(), List.of(), Duration.ZERO, failure);
        }
    }

    /** {@code initialize} ended. */
    record Initialized(int task, @Nullable Throwable failure) implements HostEvent {}

    /** {@code processBatch} ended: either a result or a failure. */
    record BatchEnded(int task, long batchId, @Nullable BatchResult result, @Nullable Throwable failure)
            implements HostEvent {}

    /** {@code start} ended. */
    record Started(int task, @Nullable Throwable failure) implements HostEvent {}

    /** {@code poll} ended: either records or a failure. */
    record Polled(int task, List<SourceRecord> records, @Nullable Throwable failure) implements HostEvent {}

    /** Records were emitted, in this order. */
    record Emitted(int task, List<EmittedRecord> records) implements HostEvent {}

    /** {@code commit} ended. */
    record Committed(int task, @Nullable Throwable failure) implements HostEvent {}

    /**
     * How the connector is; {@code isAnswer} tells an answer to {@link HostCommand.CheckHealth} from a report of its
     * own.
     */
    record HealthReported(int task, HealthStatus status, boolean isAnswer) implements HostEvent {}

    /** An error outside any call. */
    record ErrorReported(int task, Throwable error) implements HostEvent {}

    /** {@code quiesce} ended. */
    record Quiesced(int task, @Nullable Throwable failure) implements HostEvent {}

    /** {@code shutdown} ended. */
    record ShutDown(int task, @Nullable Throwable failure) implements HostEvent {}

    /** The host application undeploys this verticle; it stays until the runtime has stopped the connector. */
    record Leaving(int task) implements HostEvent {}

    /**
     * One emitted record.
     *
     * @param id number of the emission if its outcome is wanted, else -1
     * @param record the record
     * @param deadlineMillis how long it may take from now, or -1
     * @param together how many records from this one on are published only if each of them is small enough for Danube;
     *     0 if that is not asked for
     */
    record EmittedRecord(long id, SourceRecord record, long deadlineMillis, int together) {}
}
