package com.danubemessaging.connect.source.webhook.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections on which no request comes: new ones that do not finish their headers in time, and kept ones that
 * are idle. Looks once a second. The map is written on the connector's context; its size is read by metrics.
 */
final class ConnectionGuard {

    private static final long SWEEP_MILLIS = 1_000;

    /** What common servers and load balancers keep an idle connection for. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(75);

    private final Vertx vertx;
    private final int most;
    private final Duration headersTimeout;
    private final LongSupplier nanoTime;
    private final IdentityHashMap<HttpConnection, Use> uses = new IdentityHashMap<>();
    private volatile int open;
    private long timer = -1;
    private @Nullable WebhookMetrics metrics;

    /** How a connection is used. */
    private static final class Use {
        int requests;
        long idleUntil;

        Use(long idleUntil) {
            this.idleUntil = idleUntil;
        }
    }

    ConnectionGuard(Vertx vertx, int most, Duration headersTimeout, LongSupplier nanoTime) {
        this.vertx = vertx;
        this.most = most;
        this.headersTimeout = headersTimeout;
        this.nanoTime = nanoTime;
    }

    void start(WebhookMetrics meters) {
        metrics = meters;
        timer = vertx.setPeriodic(SWEEP_MILLIS, ignored -> sweep());
    }

    void stop() {
        vertx.cancelTimer(timer);
    }

    int open() {
        return open;
    }

    void opened(HttpConnection connection) {
        WebhookMetrics meters = metrics;
        if (uses.size() >= most) {
            if (meters != null) {
                meters.overfull();
            }
            connection.close();
            return;
        }
        uses.put(connection, new Use(nanoTime.getAsLong() + headersTimeout.toNanos()));
        open = uses.size();
        connection.closeHandler(closed -> {
            uses.remove(connection);
            open = uses.size();
        });
    }

    void requestBegins(HttpServerRequest request) {
        Use use = uses.get(request.connection());
        if (use != null) {
            use.requests++;
        }
    }

    void requestEnds(HttpServerRequest request) {
        Use use = uses.get(request.connection());
        if (use != null) {
            use.requests--;
            use.idleUntil = nanoTime.getAsLong() + KEEP_ALIVE.toNanos();
        }
    }

    private void sweep() {
        long now = nanoTime.getAsLong();
        for (Map.Entry<HttpConnection, Use> entry : new ArrayList<>(uses.entrySet())) {
            if (entry.getValue().requests == 0 && now - entry.getValue().idleUntil > 0) {
                if (metrics != null) {
                    metrics.idle();
                }
                entry.getKey().close();
            }
        }
    }
}
