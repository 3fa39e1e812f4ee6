package com.danubemessaging.connect.runtime;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** What a host application holds of a deployed connector. Thread-safe: everything hops to the verticle. */
record RunningHandle(RuntimeVerticle verticle) implements RunningConnector {

    @Override
    public String name() {
        return verticle.connectorName();
    }

    @Override
    public ConnectorState state() {
        return verticle.state();
    }

    @Override
    public Future<Void> stop() {
        return verticle.stopConnector();
    }

    @Override
    public Future<Termination> terminated() {
        return verticle.terminated();
    }

    @Override
    public Future<JsonObject> health() {
        return verticle.health();
    }

    @Override
    public int httpPort() {
        return verticle.httpPort();
    }

    @Override
    public Handler<RoutingContext> readinessHandler() {
        return request -> {
            // The answer comes on the connector's event loop, the request belongs to the host's.
            Context hosts = request.vertx().getOrCreateContext();
            health().onSuccess(body -> hosts.runOnContext(ignored -> request.response()
                    .setStatusCode(body.getBoolean("ready", false) ? 200 : 503)
                    .putHeader("content-type", "application/json")
                    .end(body.encode())));
        };
    }
}
