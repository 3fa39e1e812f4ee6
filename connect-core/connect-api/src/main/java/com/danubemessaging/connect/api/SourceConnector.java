package com.danubemessaging.connect.api;

import com.danubemessaging.connect.api.health.HealthStatus;
import com.danubemessaging.connect.api.record.SourceOffset;
import io.vertx.core.Future;
import java.util.List;

/**
 * Reads an external system without blocking and hands its records to Danube. Either polled
 * ({@link PollingSourceConnector}) or streaming ({@link StreamingSourceConnector}).
 *
 * <h2>Life cycle</h2>
 *
 * <ol>
 *   <li>{@link #producerConfigs()} once, before anything else: which topics are written.
 *   <li>{@link #initialize(SourceContext)} once; a Retryable failure is tried again with backoff, for ever, on the same
 *       instance.
 *   <li>{@code poll()} again and again, or {@code start(emitter)} once, after all producers exist.
 *   <li>{@link #commit(List)} whenever the head of contiguously confirmed records of a source partition moved.
 *   <li>{@link #healthCheck()} at intervals.
 *   <li>{@link #quiesce()} once when the runtime stops: take nothing new from outside, but go on acknowledging what
 *       {@link #commit(List)} still reports.
 *   <li>{@link #shutdown()} once, last: when it is called, nothing is in flight and no commit follows.
 * </ol>
 *
 * <h2>Delivery</h2>
 *
 * <p>What the origin is told (a PUBACK, an offset, a 200) belongs into {@link #commit(List)} or behind the emit future:
 * only then does Danube have the record. Whatever was not committed when the process dies must come again from the
 * origin.
 *
 * <h2>Threading</h2>
 *
 * <p>All methods run on the event loop of the connector's verticle. Futures may complete on any thread.
 */
public sealed interface SourceConnector extends Connector permits PollingSourceConnector, StreamingSourceConnector {

    /**
     * The topics this source writes, at least one; two entries for one topic must agree. A pure function of the
     * configuration. Called once, before {@link #initialize}.
     */
    List<ProducerConfig> producerConfigs();

    /**
     * Prepares reading. For a streaming source this may only check; the connection itself can belong to {@code start}.
     * A source that others connect to may listen from here on, so that they are told something while Danube is away; it
     * must then refuse what comes before {@code start}.
     *
     * @param context what the runtime offers; valid until {@link #shutdown()} completed
     * @return completes when the source can be read. Failed with a Retryable error or an {@link java.io.IOException}:
     *     called again with backoff. Any other failure: the process exits with 1
     */
    Future<Void> initialize(SourceContext context);

    /**
     * Everything up to and including these offsets, each of another source partition, is confirmed by Danube,
     * dead-lettered or skipped by policy. Called in order for each partition, never for a later record while an earlier
     * one is open, and never again for the same head. For a source that reads with
     * {@link SourceContext#committedOffset} the runtime has stored the offsets, or will within a second.
     *
     * @param offsets at least one; at most one per source partition
     * @return the next commit waits for it. A failure is logged and counted; the records stay confirmed
     */
    default Future<Void> commit(List<SourceOffset> offsets) {
        return Future.succeededFuture();
    }

    /**
     * Told once that the runtime is about to stop: emit nothing new. Acknowledging goes on until {@link #shutdown()}.
     */
    default Future<Void> quiesce() {
        return Future.succeededFuture();
    }

    /** Closes everything. Called once, also after a failed start; a failure is logged and ignored. */
    default Future<Void> shutdown() {
        return Future.succeededFuture();
    }

    /** Asked every {@code health_check_interval_ms}; unhealthy, or a failed future, takes readiness away. */
    default Future<HealthStatus> healthCheck() {
        return Future.succeededFuture(HealthStatus.healthy());
    }

    /**
     * Proves the settings without moving data, for the command {@code check}. Called on an instance that is not
     * initialized and is thrown away afterwards. The default initializes and shuts down.
     */
    default Future<Void> checkConnection(SourceContext context) {
        return initialize(context).eventually(this::shutdown);
    }
}
