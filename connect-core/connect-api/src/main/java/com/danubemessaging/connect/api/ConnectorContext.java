package com.danubemessaging.connect.api;

import com.danubemessaging.connect.api.health.HealthStatus;
import io.vertx.core.Vertx;
import java.util.Map;

/** What the runtime offers to any connector. Thread-safe; valid until {@code shutdown} completed. */
public sealed interface ConnectorContext permits SinkContext, SourceContext {

    /** The Vert.x that hosts the connector; not the connector's to close. */
    Vertx vertx();

    /** The instance's name, from {@code connector_name}; stable over restarts. */
    String connectorName();

    /**
     * The environment variables, as the host application hands them down: for keys that name a variable, such as
     * {@code secret_env}. Unmodifiable; empty by default. What has a key of its own is better read from the
     * configuration.
     */
    default Map<String, String> environment() {
        return Map.of();
    }

    /** Counters and gauges of the connector's own, published beside the runtime's. */
    ConnectorMetrics metrics();

    /**
     * Says at once how the connector is, without waiting for the next {@code healthCheck}; unhealthy takes readiness
     * away until a later report. Use it for state that changes by itself, such as a lost connection.
     */
    void reportHealth(HealthStatus status);

    /**
     * Reports an error outside any call of the runtime. Fatal and Configuration errors, and unclassified ones, stop the
     * connector with exit code 1; Retryable and InvalidData ones are logged and counted.
     */
    void reportError(Throwable error);
}
