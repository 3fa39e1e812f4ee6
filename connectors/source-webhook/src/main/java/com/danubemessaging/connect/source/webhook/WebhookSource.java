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
import org.slf4j.event.Level;

/**
 * The connector: the order of things.
 *
 * <p>Life cycle: {@code initialize} reads secrets and key files and listens, {@code start} takes events,
 * {@code quiesce} refuses further ones, {@code shutdown} closes. What waits for Danube meanwhile gets its answer.
 * Before {@code start} senders are answered 503, so that they hear something while Danube is away.
 *
 * <p>Delivery: at least once for senders that repeat what was not answered 200, and for routes with
 * {@code reliable_dispatch}. No order, except among records of one key.
 *
 * <p>Threading: confined to the context that calls it.
 */
final class WebhookSource implements StreamingSourceConnector {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookSource.class);

    private final WebhookSettings settings;
    private @Nullable WebhookServer server;
    private boolean isShutDown;

    /** Who may send, with the secrets read. */
    private record Credentials(Authenticator auth, Map<Route, Authenticator> ofRoutes) {}

    WebhookSource(WebhookSettings settings) {
        this.settings = settings;
    }

    @Override
    public List<ProducerConfig> producerConfigs() {
        return settings.routes().producerConfigs();
    }

    @Override
    public Future<Void> initialize(SourceContext context) {
        return context.vertx().executeBlocking(() -> prepare(context)).compose(credentials -> {
            log(Level.WARN, context, StartWarnings.of(settings));
            log(Level.INFO, context, StartWarnings.differences(settings));
            return listen(context, credentials);
        });
    }

    private static void log(Level level, SourceContext context, List<String> lines) {
        lines.forEach(line -> LOG.atLevel(level)
                .addKeyValue("connector", context.connectorName())
                .log(line));
    }

    private Credentials prepare(SourceContext context) {
        settings.server().tls().ifPresent(tls -> CertificateFiles.check(context.vertx(), tls));
        Secrets secrets = new Secrets(context.environment());
        InstantSource clock = InstantSource.system();
        IdentityHashMap<Route, Authenticator> own = new IdentityHashMap<>();
        for (Route route : settings.routes().all()) {
            route.auth().ifPresent(auth -> own.put(route, Authenticators.of(auth, secrets, clock)));
        }
        return new Credentials(Authenticators.of(settings.auth(), secrets, clock), own);
    }

    private Future<Void> listen(SourceContext context, Credentials credentials) {
        if (isShutDown) {
            return Future.failedFuture(new IllegalStateException("shut down before it listened"));
        }
        WebhookServer made = new WebhookServer(
                context.vertx(), settings, credentials.auth(), credentials.ofRoutes(), context.metrics());
        server = made;
        return made.listen();
    }

    @Override
    public Future<Void> start(RecordEmitter emitter) {
        WebhookServer listening = server;
        if (listening == null) {
            return Future.failedFuture(new IllegalStateException("start() before initialize()"));
        }
        listening.open(emitter);
        return Future.succeededFuture();
    }

    /** The port that is listened on, once it is. */
    int port() {
        WebhookServer listening = server;
        return listening == null ? -1 : listening.port();
    }

    @Override
    public Future<Void> quiesce() {
        WebhookServer listening = server;
        if (listening != null) {
            listening.stop();
        }
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> shutdown() {
        isShutDown = true;
        WebhookServer listening = server;
        return listening == null ? Future.succeededFuture() : listening.close();
    }
}
