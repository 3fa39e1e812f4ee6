package com.danubemessaging.connect.runtime.admin;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The HTTP listener on the metrics port: {@code /metrics} (and {@code /}) in Prometheus text, {@code /health} with body
 * {@code OK} while the process lives, {@code /live} and {@code /ready} with detail as JSON. Confined to the runtime's
 * context.
 */
public final class AdminServer {

    private final HttpServer server;
    private final PortClaim claim;

    private AdminServer(HttpServer server, PortClaim claim) {
        this.server = server;
        this.claim = claim;
    }

    /**
     * What the listener answers.
     *
     * @param metrics Prometheus text; empty if the host's registry is of another kind
     * @param live liveness
     * @param ready readiness
     */
    public record Answers(
            Supplier<Optional<String>> metrics, Supplier<Future<Answer>> live, Supplier<Future<Answer>> ready) {}

    /**
     * The outcome of a check.
     *
     * @param isUp answered as 200, else as 503
     * @param detail the body
     */
    public record Answer(boolean isUp, JsonObject detail) {}

    /**
     * Listens.
     *
     * @param port 0 takes a free one
     * @return fails if the port is taken
     */
    public static Future<AdminServer> listen(Vertx vertx, int port, Answers answers) {
        Router router = Router.router(vertx);
        router.get("/metrics").handler(context -> metrics(context, answers));
        router.get("/").handler(context -> metrics(context, answers));
        router.get("/health").handler(context -> answers.live().get().onComplete(result -> {
            boolean isUp = result.succeeded() && result.result().isUp();
            context.response()
                    .setStatusCode(isUp ? 200 : 503)
                    .putHeader("content-type", "text/plain; charset=utf-8")
                    .end(isUp ? "OK" : "not live");
        }));
        router.get("/live").handler(context -> json(context, answers.live()));
        router.get("/ready").handler(context -> json(context, answers.ready()));
        // HTTP/1.1 is what scrapers and probes speak. When a connection that was upgraded to HTTP/2 closes,
        // vertx-micrometer-metrics 5.0.7 throws a NullPointerException into the log.
        HttpServerOptions http1 = new HttpServerOptions().setHttp2ClearTextEnabled(false);
        return PortClaim.take(vertx, port).compose(claim -> vertx.createHttpServer(http1)
                .requestHandler(router)
                .listen(port, "0.0.0.0")
                .onFailure(ignored -> claim.release())
                .map(server -> new AdminServer(server, claim)));
    }

    private static void metrics(RoutingContext context, Answers answers) {
        Optional<String> text = answers.metrics().get();
        if (text.isPresent()) {
            context.response()
                    .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
                    .end(text.get());
        } else {
            context.response().setStatusCode(404).end("the host's registry is not a Prometheus one; scrape it there");
        }
    }

    private static void json(RoutingContext context, Supplier<Future<Answer>> check) {
        check.get()
                .otherwise(failure -> new Answer(false, new JsonObject().put("problem", failure.getMessage())))
                .onSuccess(answer -> context.response()
                        .setStatusCode(answer.isUp() ? 200 : 503)
                        .putHeader("content-type", "application/json")
                        .end(answer.detail().encode()));
    }

    /** The port that is listened on. */
    public int port() {
        return server.actualPort();
    }

    /** Stops listening. */
    public Future<Void> close() {
        return server.close().andThen(ignored -> claim.release());
    }
}
