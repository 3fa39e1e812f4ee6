package com.danubemessaging.connect.source.webhook;

import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.RecordEmitter;
import com.danubemessaging.connect.api.SourceContext;
import com.danubemessaging.connect.api.StreamingSourceConnector;
import com.danubemessaging.connect.source.webhook.auth.Authenticator;
import com.danubemessaging.connect.source.webhook.auth.Authenticators;
import com.danubemessaging.connect.source.webhook.auth.Secrets;
import com.danubemessaging.connect.source.webhook.config.WebhookSettings;
import com.danubemessaging.connect.source.webhook.http.CertificateFiles;
import com.danubemessaging.connect.source.webhook.http.WebhookServer;
import com.danubemessaging.connect.source.webhook.route.Route;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connector: the order of things.
 *
 * <p>Life cycle: {@code initialize} reads secrets and key files, {@code start} listens, {@code quiesce} refuses further
 * requests, {@code shutdown} closes. What waits for Danube meanwhile gets its answer.
 *
 * <p>Delivery: at least once for senders that repeat what was not answered 200, and for routes with
 * {@code reliable_dispatch}. No order, except among records of one key.
 *
 * <p>Threading: confined to the context that calls it.
 */
final class WebhookSource implements StreamingSourceConnector {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookSource.class);

    private final WebhookSettings settings;
    private final Secrets secrets;
    private @Nullable Ready ready;
    private @Nullable WebhookServer server;

    /** What exists from {@code initialize} on. */
    private record Ready(SourceContext context, Authenticator auth, Map<Route, Authenticator> routeAuth) {}

    WebhookSource(WebhookSettings settings, Secrets secrets) {
        this.settings = settings;
        this.secrets = secrets;
    }

    @Override
    public List<ProducerConfig> producerConfigs() {
        return settings.routes().producerConfigs();
    }

    @Override
    public Future<Void> initialize(SourceContext context) {
        return context.vertx().executeBlocking(() -> prepare(context)).map(prepared -> {
            StartWarnings.of(settings).forEach(warning -> LOG.atWarn()
                    .addKeyValue("connector", context.connectorName())
                    .log(warning));
            ready = prepared;
            return null;
        });
    }

    private Ready prepare(SourceContext context) {
        settings.server().tls().ifPresent(tls -> CertificateFiles.check(context.vertx(), tls));
        InstantSource clock = InstantSource.system();
        IdentityHashMap<Route, Authenticator> own = new IdentityHashMap<>();
        for (Route route : settings.routes().all()) {
            route.auth().ifPresent(auth -> own.put(route, Authenticators.of(auth, secrets, clock)));
        }
        return new Ready(context, Authenticators.of(settings.auth(), secrets, clock), own);
    }

    @Override
    public Future<Void> start(RecordEmitter emitter) {
        Ready prepared = ready;
        if (prepared == null) {
            return Future.failedFuture(new IllegalStateException("start() before initialize()"));
        }
        WebhookServer started = new WebhookServer(
                prepared.context().vertx(),
                settings,
                prepared.auth(),
                prepared.routeAuth(),
                emitter,
                prepared.context().metrics());
        server = started;
        return started.listen();
    }

    /** Reads secrets and key files, and listens for a moment: not while an instance with these settings is running. */
    @Override
    public Future<Void> checkConnection(SourceContext context) {
        return initialize(context).compose(checked -> WebhookServer.checkPort(context.vertx(), settings.server()));
    }

    /** The port that is listened on, once it has started. */
    int port() {
        WebhookServer started = server;
        return started == null ? -1 : started.port();
    }

    @Override
    public Future<Void> quiesce() {
        WebhookServer started = server;
        if (started != null) {
            started.stop();
        }
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> shutdown() {
        WebhookServer started = server;
        return started == null ? Future.succeededFuture() : started.close();
    }
}
