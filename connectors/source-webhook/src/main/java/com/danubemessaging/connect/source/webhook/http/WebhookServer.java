package com.danubemessaging.connect.source.webhook.http;

import com.danubemessaging.connect.api.ConnectorMetrics;
import com.danubemessaging.connect.api.RecordEmitter;
import com.danubemessaging.connect.api.error.FatalException;
import com.danubemessaging.connect.source.webhook.auth.Authenticator;
import com.danubemessaging.connect.source.webhook.config.WebhookSettings;
import com.danubemessaging.connect.source.webhook.limit.Pending;
import com.danubemessaging.connect.source.webhook.limit.RateLimiter;
import com.danubemessaging.connect.source.webhook.record.RecordMapper;
import com.danubemessaging.connect.source.webhook.route.Route;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server. Confined to the connector's context. */
public final class WebhookServer {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookServer.class);

    /** For answers that are on their way when the last connections are closed. */
    private static final long LAST_ANSWERS_SECONDS = 2;

    private final WebhookSettings settings;
    private final HttpServer server;
    private final Services services;
    private final CertificateFiles certificates;

    /**
     * Makes a server that does not listen yet.
     *
     * @param auth of the connector
     * @param routeAuth of routes with one of their own
     */
    public WebhookServer(
            Vertx vertx,
            WebhookSettings settings,
            Authenticator auth,
            Map<Route, Authenticator> routeAuth,
            ConnectorMetrics connectorMetrics) {
        this.settings = settings;
        WebhookSettings.Server limits = settings.server();
        Pending pending = new Pending(limits.maxPending(), limits.maxPendingBytes());
        ConnectionGuard guard = new ConnectionGuard(vertx, limits.maxConnections(), limits.timeout(), System::nanoTime);
        this.services = new Services(
                vertx,
                settings,
                auth,
                routeAuth,
                limiters(settings),
                new RecordMapper(settings.connectorName()),
                settings.idempotency()
                        .map(known ->
                                new Idempotency(known.header(), known.window(), known.maxKeys(), System::nanoTime)),
                pending,
                new WebhookMetrics(connectorMetrics, pending, guard::open),
                guard,
                new Availability(System::nanoTime));
        // Without TLS no HTTP/2: nobody asks for it, and a connection is seen before its first bytes.
        HttpServerOptions options = new HttpServerOptions().setHttp2ClearTextEnabled(false);
        limits.tls()
                .ifPresent(
                        tls -> options.setSsl(true).setUseAlpn(true).setKeyCertOptions(CertificateFiles.keyCert(tls)));
        this.server = vertx.createHttpServer(options);
        this.certificates = new CertificateFiles(vertx, server, limits.tls(), CertificateFiles.LOOK);
    }

    private static Map<Route, RateLimiter> limiters(WebhookSettings settings) {
        IdentityHashMap<Route, RateLimiter> limiters = new IdentityHashMap<>();
        for (Route route : settings.routes().all()) {
            route.limit().ifPresent(rule -> limiters.put(route, new RateLimiter(rule, System::nanoTime)));
        }
        return limiters;
    }

    /**
     * Listens. Until {@link #open} all requests but those for health are answered 503.
     *
     * @return fails with a {@link FatalException} that names address and reason, if the port cannot be had
     */
    public Future<Void> listen() {
        HealthPages health = new HealthPages(services.availability());
        Router router = Router.router(services.vertx());
        router.route().handler(context -> {
            if (!health.answers(context.request())) {
                exchange(context.request());
            }
        });
        services.guard().start(services.metrics());
        return server.connectionHandler(services.guard()::opened)
                .requestHandler(router)
                .listen(settings.server().port(), settings.server().host())
                .map(bound -> {
                    LOG.atInfo()
                            .addKeyValue("connector", settings.connectorName())
                            .log(
                                    "listening on {}://{}:{}, {} routes",
                                    settings.server().tls().isPresent() ? "https" : "http",
                                    settings.server().host(),
                                    bound.actualPort(),
                                    settings.routes().all().size());
                    certificates.watch();
                    return (Void) null;
                })
                .recover(cause -> Future.failedFuture(BindFailure.of(settings.server(), cause)));
    }

    /** Takes events from now on. */
    public void open(RecordEmitter emitter) {
        services.availability().open(emitter);
    }

    private void exchange(HttpServerRequest request) {
        Exchange exchange = new Exchange(services, request);
        try {
            exchange.begin();
        } catch (RuntimeException e) {
            exchange.fail(e);
        }
    }

    /** The port that is listened on. */
    public int port() {
        return server.actualPort();
    }

    /** Takes no further request; those that wait for Danube get their answer. */
    public void stop() {
        services.availability().stop();
        certificates.stop();
        services.guard().stop();
    }

    /** Gives the last answers and closes. */
    public Future<Void> close() {
        stop();
        return server.shutdown(LAST_ANSWERS_SECONDS, TimeUnit.SECONDS);
    }
}
