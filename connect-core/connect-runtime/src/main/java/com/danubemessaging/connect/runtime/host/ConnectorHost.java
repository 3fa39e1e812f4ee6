package com.danubemessaging.connect.runtime.host;

import com.danubemessaging.connect.api.ConnectorContext;
import com.danubemessaging.connect.api.ConnectorMetrics;
import com.danubemessaging.connect.api.health.HealthStatus;
import com.danubemessaging.connect.runtime.bus.ConnectorBus;
import com.danubemessaging.connect.runtime.bus.HostEvent;
import io.vertx.core.Vertx;
import java.util.Map;

/**
 * What the contexts of both kinds of connector share. Thread-safe.
 *
 * @param vertx the Vert.x
 * @param bus the run's bus
 * @param connectorName the connector's name
 * @param task the task's number
 * @param metrics the connector's own meters
 * @param environment as the host application hands it down
 */
public record ConnectorHost(
        Vertx vertx,
        ConnectorBus bus,
        String connectorName,
        int task,
        ConnectorMetrics metrics,
        Map<String, String> environment) {

    /** Without the environment, which may hold secrets. */
    @Override
    public String toString() {
        return "ConnectorHost[" + connectorName + ", task " + task + "]";
    }

    /** See {@link ConnectorContext#reportHealth}. */
    void reportHealth(HealthStatus status) {
        bus.event(new HostEvent.HealthReported(task, status, false));
    }

    /** See {@link ConnectorContext#reportError}. */
    void reportError(Throwable error) {
        bus.event(new HostEvent.ErrorReported(task, error));
    }
}
