package com.danubemessaging.vertx.client.internal;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One live connection and the calls on it.
 *
 * <p>PINGs find out whether the other side still answers: a broken network keeps a TCP connection "open" for many
 * minutes. An unanswered one closes the connection, which fails everything on it at once. Confined to its context.
 */
final class Link {

    /** A call or stream that must end when its connection does. */
    interface Passenger {
        void connectionLost(Throwable cause);
    }

    /**
     * When a PING's time is up, input that has already arrived is read first: after a long pause of this process the
     * answer may be waiting in the socket.
     */
    private static final long LAST_CHANCE_MILLIS = 50;

    private final Vertx vertx;
    private final HttpClientConnection connection;
    private final long pingTimeoutMillis;
    private final Runnable onClosed;
    private final Set<Passenger> passengers = new LinkedHashSet<>();
    private final long pingTimer;
    private boolean pinging;
    private boolean closed;

    Link(
            Vertx vertx,
            HttpClientConnection connection,
            Duration pingInterval,
            Duration pingTimeout,
            Runnable onRetired,
            Runnable onClosed) {
        this.vertx = vertx;
        this.connection = connection;
        this.pingTimeoutMillis = pingTimeout.toMillis();
        this.onClosed = onClosed;
        this.pingTimer = vertx.setPeriodic(pingInterval.toMillis(), id -> ping());
        connection.shutdownHandler(v -> onRetired.run());
        connection.closeHandler(v -> ended(new HttpClosedException("the connection was closed")));
        connection.exceptionHandler(failure -> {
            // What ends calls arrives at the calls; what ends the connection arrives at the close handler.
        });
    }

    Future<HttpClientRequest> open(RequestOptions request) {
        return connection.request(request);
    }

    /** @return false if the connection is gone already */
    boolean board(Passenger passenger) {
        return !closed && passengers.add(passenger);
    }

    void leave(Passenger passenger) {
        passengers.remove(passenger);
    }

    /** Asks now whether the other side still answers. */
    void ping() {
        if (pinging || closed) {
            return;
        }
        pinging = true;
        long timer = vertx.setTimer(pingTimeoutMillis, id -> vertx.setTimer(LAST_CHANCE_MILLIS, last -> unanswered()));
        connection.ping(Buffer.buffer(Long.BYTES).appendLong(System.nanoTime())).onComplete(answer -> {
            vertx.cancelTimer(timer);
            pinging = false;
        });
    }

    private void unanswered() {
        if (pinging) {
            close(new HttpClosedException("a PING was not answered within " + pingTimeoutMillis + " ms"));
        }
    }

    /** Closes the connection and ends what is on it without waiting for the other side. */
    void close(Throwable reason) {
        if (!closed) {
            ended(reason);
            connection.close();
        }
    }

    private void ended(Throwable reason) {
        if (closed) {
            return;
        }
        closed = true;
        vertx.cancelTimer(pingTimer);
        onClosed.run();
        List<Passenger> left = List.copyOf(passengers);
        passengers.clear();
        left.forEach(passenger -> passenger.connectionLost(reason));
    }
}
