package com.danubemessaging.connect.api;

import com.danubemessaging.connect.api.health.HealthStatus;
import com.danubemessaging.connect.api.record.SourceOffset;
import com.danubemessaging.connect.api.record.SourceRecord;
import java.util.List;

/**
 * Reads an external system by polling, with plain return values and exceptions; may block.
 *
 * <p>Life cycle, delivery and failures are those of {@link PollingSourceConnector}, where "returns a failed future"
 * reads "throws". Hosted on a worker verticle: all methods but {@link #quiesce()} run on a worker thread, one at a
 * time, so that {@link #commit(List)} waits while {@link #poll()} runs: a poll should return within a second or so.
 */
public non-sealed interface BlockingSourceConnector extends Connector {

    /** See {@link SourceConnector#producerConfigs()}. */
    List<ProducerConfig> producerConfigs();

    /**
     * See {@link SourceConnector#initialize}.
     *
     * @throws Exception Retryable and {@link java.io.IOException}: called again with backoff; any other: exit code 1
     */
    void initialize(SourceContext context) throws Exception;

    /**
     * See {@link PollingSourceConnector#poll()}.
     *
     * @throws Exception Retryable: called again with backoff; Fatal, Configuration: exit code 1
     */
    List<SourceRecord> poll() throws Exception;

    /**
     * See {@link SourceConnector#commit}.
     *
     * @throws Exception logged and counted
     */
    default void commit(List<SourceOffset> offsets) throws Exception {}

    /**
     * See {@link SourceConnector#quiesce()}. Called on a thread of its own while {@link #poll()} may be waiting; a poll
     * that still waits one second later is interrupted.
     */
    default void quiesce() {}

    /**
     * See {@link SourceConnector#shutdown()}.
     *
     * @throws Exception logged and ignored
     */
    default void shutdown() throws Exception {}

    /**
     * See {@link SourceConnector#healthCheck()}.
     *
     * @throws Exception counts as unhealthy
     */
    default HealthStatus healthCheck() throws Exception {
        return HealthStatus.healthy();
    }

    /**
     * See {@link SourceConnector#checkConnection}.
     *
     * @throws Exception the settings do not work; its message is shown to the user
     */
    default void checkConnection(SourceContext context) throws Exception {
        try {
            initialize(context);
        } finally {
            shutdown();
        }
    }
}
