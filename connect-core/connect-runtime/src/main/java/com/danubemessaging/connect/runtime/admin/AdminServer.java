package com.danubemessaging.connect.runtime.admin;

import com.danubemessaging.connect.runtime.health.HealthBoard;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP listener on the metrics port: {@code /metrics} (and {@code /}) in Prometheus text, {@code /health} with body
 * {@code OK} while the process lives, {@code /live} and {@code /ready} with detail as JSON. Confined to the runtime's
 * context.
 */
public final class AdminServer {

    private final HttpServer server;

    private AdminServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Listens.
     *
     * @param port 0 takes a free one
     * @return fails if the port is taken
     */
    public static Future<AdminServer> listen(Vertx vertx, int port, MeterRegistry registry, HealthBoard board) {
        HealthChecks live = HealthChecks.create(vertx)
                // Answering at all proves that the event loop turns.
                .register("event-loop", promise -> promise.complete(Status.OK()));
        HealthChecks ready = HealthChecks.create(vertx)
                .register(
                        "connector",
                        promise -> promise.complete(
                                board.isReady() ? Status.OK(board.toJson()) : Status.KO(board.toJson())));
        Router router = Router.router(vertx);
        router.get("/metrics").handler(context -> metrics(context, registry));
        router.get("/").handler(context -> metrics(context, registry));
        router.get("/health").handler(context -> live.checkStatus().onComplete(result -> {
            boolean up = result.succeeded() && CheckResult.isUp(result.result());
            context.response()
                    .setStatusCode(up ? 200 : 503)
                    .putHeader("content-type", "text/plain; charset=utf-8")
                    .end(up ? "OK" : "not live");
        }));
        router.get("/live").handler(context -> answer(context, live));
        router.get("/ready").handler(context -> answer(context, ready));
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(port, "0.0.0.0")
                .map(AdminServer::new);
    }

    private static void metrics(RoutingContext context, MeterRegistry registry) {
        if (registry instanceof PrometheusMeterRegistry prometheus) {
            context.response()
                    .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
                    .end(prometheus.scrape());
        } else {
            context.response().setStatusCode(404).end("the host's registry is not a Prometheus one; scrape it there");
        }
    }

    private static void answer(RoutingContext context, HealthChecks checks) {
        checks.checkStatus().onComplete(result -> {
            CheckResult status = result.succeeded() ? result.result() : null;
            answer(context, status != null && CheckResult.isUp(status), status == null ? null : status.toJson());
        });
    }

    private static void answer(RoutingContext context, boolean up, @Nullable JsonObject body) {
        context.response()
                .setStatusCode(up ? 200 : 503)
                .putHeader("content-type", "application/json")
                .end(body == null ? "{}" : body.encode());
    }

    /** The port that is listened on. */
    public int port() {
        return server.actualPort();
    }

    /** Stops listening. */
    public Future<Void> close() {
        return server.close();
    }
}
