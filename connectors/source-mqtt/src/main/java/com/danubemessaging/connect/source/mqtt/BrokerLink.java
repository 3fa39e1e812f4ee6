package com.danubemessaging.connect.source.mqtt;

import com.danubemessaging.connect.api.SourceContext;
import com.danubemessaging.connect.api.error.ConnectException;
import com.danubemessaging.connect.api.health.HealthStatus;
import com.danubemessaging.connect.source.mqtt.Subscription.Grant;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import io.vertx.mqtt.MqttClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lasting relation to the broker over all connections: connects, subscribes, notices the end, waits, connects
 * again, and says how it stands.
 *
 * <p>Subscribes after every connect, unless the broker still had the session and every filter was granted by it in this
 * process before: a session kept from an earlier process may belong to other settings.
 *
 * <p>Confined to the connector's context.
 */
final class BrokerLink {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerLink.class);
    private static final Duration WARN_INTERVAL = Duration.ofMinutes(1);

    /** Doubling the patience more often than this serves nobody: 3 s become 48 s. */
    private static final int MAX_PATIENCE_DOUBLINGS = 4;

    private final Vertx vertx;
    private final SourceContext context;
    private final MqttSourceConfig config;
    private final LinkTimings timings;
    private final Intake intake;
    private final Backlog backlog;
    private final MqttMetrics metrics;
    private final Grants grants;
    private final Function<MqttClient, Optional<NetSocket>> sockets;
    private final ReconnectBackoff backoff;
    private final ReconnectBackoff probes;
    private final WarningThrottle connectWarnings = new WarningThrottle(WARN_INTERVAL);
    private final WarningThrottle endWarnings = new WarningThrottle(WARN_INTERVAL);

    private @Nullable MqttSession session;
    private HealthStatus health;
    private int generation;
    private long openedNanos;
    private long retryTimer = -1;
    private long refusedTimer = -1;
    private int silencesInRow;
    private long bytesToMakeRoomFor = -1;
    private boolean wasAccepted;
    private boolean isStopped;

    BrokerLink(
            SourceContext context,
            MqttSourceConfig config,
            LinkTimings timings,
            Intake intake,
            Backlog backlog,
            MqttMetrics metrics,
            Function<MqttClient, Optional<NetSocket>> sockets) {
        this.vertx = context.vertx();
        this.context = context;
        this.config = config;
        this.timings = timings;
        this.intake = intake;
        this.backlog = backlog;
        this.metrics = metrics;
        this.sockets = sockets;
        this.grants = new Grants(config.routes().subscriptions());
        this.backoff = new ReconnectBackoff(timings.backoffBase(), timings.backoffCap(), new SplittableRandom());
        this.probes = new ReconnectBackoff(timings.backoffBase(), timings.probeCap(), new SplittableRandom());
        this.health = HealthStatus.unhealthy("not connected to the MQTT broker " + address() + " yet");
    }

    /** Begins; what follows never ends before {@link #stopConnecting()}. */
    void start() {
        context.reportHealth(health);
        connect();
    }

    private void connect() {
        if (isStopped) {
            return;
        }
        generation++;
        AckQueue queue = intake.open("c" + generation);
        int doublings = Math.min(silencesInRow, MAX_PATIENCE_DOUBLINGS);
        Liveness liveness = new Liveness(
                config.broker().session().keepAlive(), timings.pingPatience().multipliedBy(1L << doublings));
        MqttSession opening = new MqttSession(vertx, config.broker(), liveness, new SessionEvents(queue), sockets);
        session = opening;
        opening.open().onComplete(isPresent -> onOpened(opening, isPresent), failure -> {
            intake.close(queue);
            onOpenFailed(failure);
        });
    }

    private void onOpened(MqttSession opened, boolean isSessionPresent) {
        if (isStopped) {
            return;
        }
        wasAccepted = true;
        probes.reset();
        openedNanos = System.nanoTime();
        metrics.connected();
        LOG.atInfo()
                .addKeyValue("connector", context.connectorName())
                .addKeyValue("broker", address())
                .addKeyValue("tls", config.broker().transport().tls() != null)
                .addKeyValue("session_present", isSessionPresent)
                .log("connected to the MQTT broker");
        if (isSessionPresent && grants.isComplete()) {
            subscribed();
            return;
        }
        grants.clear();
        subscribe(opened, grants.wanted());
    }

    private void subscribe(MqttSession opened, List<Subscription> wanted) {
        opened.subscribe(wanted)
                .onSuccess(answers -> onGrants(opened, answers))
                .onFailure(failure -> opened.end(
                        SessionEnd.PROTOCOL, "the subscriptions were not answered: " + MqttErrors.reason(failure)));
    }

    private void onGrants(MqttSession opened, List<Grant> answers) {
        if (opened != session || isStopped) {
            return;
        }
        grants.add(answers);
        subscribed();
        List<Subscription> refused = grants.refused();
        if (!refused.isEmpty()) {
            // Only these: whoever subscribes again gets the retained messages again.
            refusedTimer = vertx.setTimer(timings.refusedRetry().toMillis(), id -> subscribe(opened, refused));
        }
    }

    private void subscribed() {
        metrics.setConnected(true);
        report(grants.health(address()));
    }

    private void onOpenFailed(Throwable failure) {
        session = null;
        if (isStopped) {
            return;
        }
        metrics.connectFailed();
        String detail = failure.getMessage() == null ? MqttErrors.reason(failure) : failure.getMessage();
        report(HealthStatus.unhealthy(detail));
        // Refused at start: the settings are wrong. Refused later: the broker has changed its mind, and may again.
        boolean isRefused = ConnectException.kindOf(failure).stopsConnector();
        if (!wasAccepted && isRefused) {
            isStopped = true;
            context.reportError(failure);
            return;
        }
        long events = connectWarnings.pass(System.nanoTime());
        if (events > 0) {
            LOG.atWarn()
                    .addKeyValue("connector", context.connectorName())
                    .addKeyValue("attempts", events)
                    .log("{}; trying again", detail);
        }
        reconnectLater(isRefused ? backoff : probes);
    }

    private void onEnd(SessionEnd end, String detail) {
        session = null;
        vertx.cancelTimer(refusedTimer);
        metrics.setConnected(false);
        if (isStopped) {
            return;
        }
        boolean wasStable =
                System.nanoTime() - openedNanos >= timings.stableAfter().toNanos();
        if (wasStable) {
            backoff.reset();
        }
        silencesInRow = end == SessionEnd.SILENT ? silencesInRow + 1 : 0;
        metrics.disconnected(end == SessionEnd.BACKPRESSURE);
        String hint = end == SessionEnd.LOST && !wasStable
                ? "; it was open for a moment only: does another client use the client_id '"
                        + config.broker().session().clientId() + "'?"
                : "";
        report(HealthStatus.unhealthy("the connection to the MQTT broker " + address() + " has ended: " + detail));
        if (wasStable || endWarnings.pass(System.nanoTime()) > 0) {
            LOG.atWarn()
                    .addKeyValue("connector", context.connectorName())
                    .addKeyValue("broker", address())
                    .addKeyValue("reason", end)
                    .log("the connection to the MQTT broker has ended: {}{}", detail, hint);
        }
        if (end != SessionEnd.BACKPRESSURE || hasRoom()) {
            reconnectLater(backoff);
        }
    }

    private void overflow(Arrival arrival) {
        MqttSession full = session;
        if (full == null) {
            return;
        }
        bytesToMakeRoomFor = arrival.bytes();
        full.end(
                SessionEnd.BACKPRESSURE,
                "Danube has not confirmed " + backlog.messages() + " messages, " + backlog.bytes()
                        + " bytes; connecting again when half of the bound is free");
    }

    private boolean hasRoom() {
        return backlog.isHalfFree() && backlog.admits(bytesToMakeRoomFor);
    }

    /** Danube has confirmed something: ends the wait for room, if there is one. */
    void roomFreed() {
        if (session != null && backlog.isHalfFree()) {
            session.resume();
        }
        if (bytesToMakeRoomFor >= 0 && session == null && hasRoom()) {
            bytesToMakeRoomFor = -1;
            reconnectLater(backoff);
        }
    }

    private void reconnectLater(ReconnectBackoff delays) {
        bytesToMakeRoomFor = -1;
        vertx.cancelTimer(retryTimer);
        retryTimer = vertx.setTimer(delays.nextMillis(), id -> connect());
    }

    private void report(HealthStatus status) {
        if (status.equals(health)) {
            return;
        }
        health = status;
        context.reportHealth(status);
        if (session != null && !status.detail().isEmpty()) {
            LOG.atWarn().addKeyValue("connector", context.connectorName()).log(status.detail());
        }
    }

    /** Makes no further connection; the one that is open stays, for acknowledgements. */
    void stopConnecting() {
        isStopped = true;
        vertx.cancelTimer(retryTimer);
        vertx.cancelTimer(refusedTimer);
    }

    /** Sends DISCONNECT and closes. */
    Future<Void> close() {
        stopConnecting();
        MqttSession open = session;
        return open == null ? Future.succeededFuture() : open.close();
    }

    /** How it stands. */
    HealthStatus health() {
        return health;
    }

    private String address() {
        return config.broker().address();
    }

    /** What one connection reports. */
    private final class SessionEvents implements MqttSession.Listener {

        private final AckQueue queue;

        private SessionEvents(AckQueue queue) {
            this.queue = queue;
        }

        @Override
        public void onMessage(Arrival arrival) {
            try {
                MqttSession from = session;
                if (!intake.accept(queue, arrival, from != null && from.canPause())) {
                    overflow(arrival);
                } else if (from != null && backlog.isFull()) {
                    from.pause();
                }
            } catch (RuntimeException e) {
                // Whatever it is, the message is neither published nor acknowledged: stop instead of stalling.
                context.reportError(e);
            }
        }

        @Override
        public boolean isWorkPending() {
            return intake.isWaiting();
        }

        @Override
        public void onEnd(SessionEnd end, String detail) {
            intake.close(queue);
            BrokerLink.this.onEnd(end, detail);
        }
    }
}
