package com.danubemessaging.connect.examples.embeddedapp;

import com.danubemessaging.connect.api.Connector;
import com.danubemessaging.connect.api.EmitOutcome;
import com.danubemessaging.connect.runtime.ConnectRuntime;
import com.danubemessaging.connect.runtime.ConnectRuntimeOptions;
import com.danubemessaging.connect.runtime.RunningConnector;
import com.danubemessaging.connect.runtime.config.ConfigLoader;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The application: one verticle with an HTTP server, and two connectors in the same Vert.x. */
public final class OrdersApp extends VerticleBase {

    private static final String TOPIC = "/default/orders";

    private final String danubeUrl;
    private final String stateDir;
    private final int port;
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final OrderSource source = new OrderSource(TOPIC);
    private final RecentOrders recent = new RecentOrders();
    private final List<RunningConnector> connectors = new ArrayList<>();
    private @Nullable HttpServer server;

    /**
     * The application.
     *
     * @param danubeUrl the Danube broker
     * @param stateDir a folder for positions
     * @param port where to listen, 0 for any free port
     */
    public OrdersApp(String danubeUrl, String stateDir, int port) {
        this.danubeUrl = danubeUrl;
        this.stateDir = stateDir;
        this.port = port;
    }

    /** Runs the application against {@code DANUBE_SERVICE_URL}, or a broker on this machine. */
    public static void main(String[] args) {
        String url = System.getenv().getOrDefault("DANUBE_SERVICE_URL", "http://localhost:6650");
        Vertx vertx = Vertx.vertx();
        vertx.deployVerticle(new OrdersApp(url, "orders-state", 8080))
                .onSuccess(id -> System.out.println("POST an order to http://localhost:8080/customers/<name>/orders"))
                .onFailure(failure -> {
                    System.err.println(failure.getMessage());
                    vertx.close();
                });
    }

    @Override
    public Future<?> start() {
        return deploy("order-source", source)
                .compose(running -> {
                    connectors.add(running);
                    return deploy("order-sink", new OrderSink(TOPIC, recent::add));
                })
                .compose(running -> {
                    connectors.add(running);
                    return vertx.createHttpServer().requestHandler(router()).listen(port);
                })
                .onSuccess(listening -> server = listening);
    }

    private Future<RunningConnector> deploy(String name, Connector connector) {
        InApp provider = new InApp(name, () -> connector);
        var config = ConfigLoader.fromTree(
                        Map.of("danube_service_url", danubeUrl, "connector_name", name, "state_dir", stateDir),
                        Map.of(),
                        provider.spec())
                .config();
        ConnectRuntimeOptions shared =
                new ConnectRuntimeOptions().setMeterRegistry(meters).setServeHttp(false);
        return ConnectRuntime.create(vertx, config, shared).deploy(provider);
    }

    private Router router() {
        Router router = Router.router(vertx);
        router.post("/customers/:customer/orders")
                .handler(BodyHandler.create(false))
                .handler(this::order);
        router.get("/orders").handler(context -> context.json(recent.latest()));
        router.get("/metrics").handler(context -> context.end(meters.scrape()));
        router.get("/ready/source").handler(connectors.get(0).readinessHandler());
        router.get("/ready/sink").handler(connectors.get(1).readinessHandler());
        return router;
    }

    private void order(RoutingContext context) {
        JsonObject order = context.body().asJsonObject();
        source.accept(context.pathParam("customer"), order).onSuccess(outcome -> {
            if (outcome.isSettled()) {
                context.response().setStatusCode(201).end();
            } else {
                // Withdrawn: it is nowhere. Unknown: it may be in the topic; the client's repetition may double it.
                context.response()
                        .setStatusCode(503)
                        .putHeader("retry-after", "1")
                        .end(
                                outcome == EmitOutcome.UNKNOWN
                                        ? "the order may have been taken"
                                        : "the order was not taken");
            }
        });
    }

    /** Where the application listens. */
    int actualPort() {
        HttpServer listening = server;
        return listening == null ? -1 : listening.actualPort();
    }

    @Override
    public Future<?> stop() {
        return Future.join(connectors.stream().map(RunningConnector::stop).toList());
    }
}
