package com.danubemessaging.connect.runtime;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** A deployed connector. Thread-safe. */
public interface RunningConnector {

    /** The connector's name, from {@code connector_name}. */
    String name();

    /** Where it is in its life. */
    ConnectorState state();

    /**
     * Stops: takes nothing new, finishes what is in flight within {@code shutdown_timeout_ms}, acknowledges it, closes
     * and undeploys everything. What is not finished by then stays unacknowledged and comes again at the next start; a
     * warning counts it. Further calls return the same future.
     */
    Future<Void> stop();

    /** Completes when the connector has ended, by {@link #stop()} or by itself; never fails. */
    Future<Termination> terminated();

    /**
     * Readiness with the reasons against it, and counters: {@code ready}, {@code state}, {@code problems},
     * {@code detail}.
     */
    Future<JsonObject> health();

    /** The port of {@code /metrics} and {@code /health}; -1 if no listener was asked for. */
    int httpPort();

    /** Answers {@code /ready} on a router of the host's own: 200 or 503, with {@link #health()} as body. */
    Handler<RoutingContext> readinessHandler();
}
