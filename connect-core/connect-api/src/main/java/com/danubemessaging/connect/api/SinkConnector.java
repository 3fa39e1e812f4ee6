package com.danubemessaging.connect.api;

import com.danubemessaging.connect.api.health.HealthStatus;
import com.danubemessaging.connect.api.record.SinkRecord;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/**
 * Writes records of Danube topics to an external system without blocking.
 *
 * <h2>Life cycle</h2>
 *
 * <ol>
 *   <li>{@link #consumerConfigs()} once, before anything else: which topics to read.
 *   <li>{@link #initialize(SinkContext)} once: connect. A Retryable failure is tried again with backoff, for ever, on
 *       the same instance; any other ends the process with exit code 1.
 *   <li>{@link #processBatch(List)} again and again. Calls of one instance never overlap.
 *   <li>{@link #healthCheck()} at intervals, possibly while a batch is being processed.
 *   <li>{@link #quiesce()} once when the runtime stops, possibly while a batch is being processed; that batch is waited
 *       for.
 *   <li>{@link #shutdown()} once, last: when it is called, no batch is under way and none follows.
 * </ol>
 *
 * <h2>Delivery</h2>
 *
 * <p>A record is acknowledged to Danube only after it was reported {@link RecordOutcome.Status#DONE DONE}. After a
 * crash or an ambiguous failure a record may come again: a sink that upserts by {@link SinkRecord#messageId()} or by a
 * key of its own makes that harmless. Order holds within a lane: a key, or a partition for records without a key.
 *
 * <h2>Threading</h2>
 *
 * <p>All methods run on the event loop of the connector's verticle. Futures may complete on any thread.
 */
public non-sealed interface SinkConnector extends Connector {

    /**
     * The subscriptions this sink reads, at least one. A pure function of the configuration, the same for every task.
     * Called once, before {@link #initialize}.
     */
    List<ConsumerConfig> consumerConfigs();

    /**
     * Connects to the external system.
     *
     * @param context what the runtime offers; valid until {@link #shutdown()} completed
     * @return completes when records can be written. Failed with a Retryable error or an {@link java.io.IOException}:
     *     called again with backoff. Any other failure: the process exits with 1
     */
    Future<Void> initialize(SinkContext context);

    /**
     * Writes one record; the simple way, used by the default {@link #processBatch}. A sink that can write several at
     * once overrides that method instead and leaves this one alone.
     *
     * @return completes when the record is durable at its destination. For failures see
     *     {@link RecordOutcome#of(Throwable)}
     */
    default Future<Void> process(SinkRecord record) {
        return processBatch(List.of(record))
                .compose(result -> result.outcomes().get(0).asFuture());
    }

    /**
     * Writes a batch: the primary path. A batch holds at least one record, all of one subscribed topic (partitions may
     * mix), at most {@code batch_size} of them and at most the runtime's byte bound; records of one lane stand in
     * publish order.
     *
     * <p>The default writes one by one through {@link #process}: it stops a lane at its first failure, and fails the
     * whole future when the first record fails Retryable, because then the target is most likely away. Override at
     * least one of the two.
     *
     * @param records unmodifiable; valid beyond the call
     * @return one outcome per record, in order, see {@link BatchResult}. A <b>failed future</b> says that nothing is
     *     known about any record: Retryable or {@link java.io.IOException} means that the target is down (the same
     *     batch is tried again, for ever, at least once a second); InvalidData and unclassified exceptions make the
     *     runtime bisect the batch until the culprit is alone; Fatal and Configuration stop the connector with exit
     *     code 1. A repeat must therefore be safe
     */
    default Future<BatchResult> processBatch(List<SinkRecord> records) {
        return SequentialProcessing.run(records, this::process);
    }

    /**
     * How long the runtime may gather records before a batch, to make it larger; zero by default: a batch leaves as
     * soon as this task is idle. At most {@code batch_timeout_ms} and 10 seconds are honoured, and gathering ends early
     * when nothing arrived for 20 ms, because the broker may be waiting for acknowledgements.
     */
    default Duration linger() {
        return Duration.ZERO;
    }

    /**
     * Told once that the runtime is about to stop: no new batch follows. May run while a batch is under way, which is
     * still waited for. A place to flush or to shorten waiting; the default does nothing.
     */
    default Future<Void> quiesce() {
        return Future.succeededFuture();
    }

    /**
     * Closes what {@link #initialize} opened. Called once, also after a failed start; a failure is logged and ignored.
     */
    default Future<Void> shutdown() {
        return Future.succeededFuture();
    }

    /**
     * Asked every {@code health_check_interval_ms}. Unhealthy, or a failed future, takes readiness away; it ends the
     * process only if that is configured. The default is healthy: what goes wrong in {@link #processBatch} is seen by
     * the runtime anyway.
     */
    default Future<HealthStatus> healthCheck() {
        return Future.succeededFuture(HealthStatus.healthy());
    }

    /**
     * Proves the settings without moving data, for the command {@code check}: reach the system, log in, see the table.
     * Called on an instance that is not initialized and is thrown away afterwards. The default initializes and shuts
     * down.
     */
    default Future<Void> checkConnection(SinkContext context) {
        return initialize(context).eventually(this::shutdown);
    }
}
