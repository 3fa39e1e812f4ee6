package com.danubemessaging.connect.source.mqtt;

import com.danubemessaging.connect.api.error.ConnectException;
import com.danubemessaging.connect.api.error.RetryableException;
import com.danubemessaging.connect.source.mqtt.Subscription.Grant;
import io.netty.handler.codec.TooLongFrameException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.messages.MqttPublishMessage;
import io.vertx.mqtt.messages.MqttSubAckMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the broker, from CONNECT to its end, with an MQTT client of its own; never used again. The only
 * class that knows the MQTT client.
 *
 * <p>Confined to the connector's context, on which the listener is called too.
 */
final class MqttSession {

    /**
     * Filters in one SUBSCRIBE: AWS IoT Core takes no more than 8 ("Subscriptions per subscribe request" in its
     * quotas); others take any number.
     */
    private static final int FILTERS_PER_SUBSCRIBE = 8;

    /** How long a DISCONNECT may take to leave. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    /**
     * What an attempt gets beyond the connect timeout, so that the socket's own timeout comes first: the client
     * (vertx-mqtt 5.0.7) forgets to close its NetClient when it is told to disconnect before the socket is connected.
     */
    private static final Duration OPEN_GRACE = Duration.ofMillis(250);

    /** What happens on the connection. */
    interface Listener {

        /** A message came; never after {@link #onEnd}. */
        void onMessage(Arrival arrival);

        /** Whether something waits for this connection, so that a silent broker must be noticed soon. */
        boolean isWorkPending();

        /** The connection is over; exactly once after a successful {@link MqttSession#open}, never before. */
        void onEnd(SessionEnd end, String detail);
    }

    private final Vertx vertx;
    private final BrokerSettings broker;
    private final Liveness liveness;
    private final Listener listener;
    private final MqttClient client;
    private final Map<Integer, Promise<List<Integer>>> awaitedSubacks = new HashMap<>();
    private final Function<MqttClient, Optional<NetSocket>> sockets;
    private @Nullable NetSocket socket;
    private boolean isPaused;
    private boolean isOpen;
    private boolean hasEnded;
    private @Nullable Throwable lastError;
    private long tickTimer = -1;

    MqttSession(Vertx vertx, BrokerSettings broker, Liveness liveness, Listener listener) {
        this(vertx, broker, liveness, listener, ClientSocket::of);
    }

    /** With a way of the test's own to the client's socket. */
    MqttSession(
            Vertx vertx,
            BrokerSettings broker,
            Liveness liveness,
            Listener listener,
            Function<MqttClient, Optional<NetSocket>> sockets) {
        this.sockets = sockets;
        this.vertx = vertx;
        this.broker = broker;
        this.liveness = liveness;
        this.listener = listener;
        this.client = MqttClient.create(vertx, ClientOptions.of(broker));
    }

    /**
     * Connects.
     *
     * @return whether the broker still had the session; fails with the kinds of {@link MqttErrors}
     */
    Future<Boolean> open() {
        client.publishHandler(this::onPublish);
        client.subscribeCompletionHandler(this::onSuback);
        client.pingResponseHandler(pong -> liveness.heard());
        client.exceptionHandler(error -> lastError = error);
        client.closeHandler(closed -> onClosed());
        Duration timeout = broker.transport().connectTimeout().plus(OPEN_GRACE);
        return client.connect(broker.port(), broker.host(), ClientOptions.serverName(broker))
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .map(connack -> {
                    if (hasEnded) {
                        throw new RetryableException("the connection was given up while it was made");
                    }
                    isOpen = true;
                    socket = sockets.apply(client).orElse(null);
                    scheduleTick();
                    return connack.isSessionPresent();
                })
                .recover(failure -> {
                    hasEnded = true;
                    client.disconnect();
                    return Future.failedFuture(classify(failure));
                });
    }

    private ConnectException classify(Throwable failure) {
        if (failure instanceof ConnectException known) {
            return known;
        }
        // The client's own failure says no more than "Closed" when an exception closed the connection.
        Throwable error = lastError;
        return MqttErrors.connectFailure(broker, error == null ? failure : error);
    }

    /**
     * Subscribes to all filters.
     *
     * @return the broker's answers in the same order; fails if the broker does not answer in time
     */
    Future<List<Grant>> subscribe(List<Subscription> subscriptions) {
        List<Future<List<Grant>>> chunks = new ArrayList<>();
        for (int from = 0; from < subscriptions.size(); from += FILTERS_PER_SUBSCRIBE) {
            int to = Math.min(from + FILTERS_PER_SUBSCRIBE, subscriptions.size());
            chunks.add(subscribeChunk(subscriptions.subList(from, to)));
        }
        return Future.all(chunks)
                .timeout(broker.transport().connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .map(all ->
                        all.<List<Grant>>list().stream().flatMap(List::stream).toList());
    }

    private Future<List<Grant>> subscribeChunk(List<Subscription> chunk) {
        if (hasEnded) {
            return Future.failedFuture(new RetryableException("the connection has ended"));
        }
        Map<String, Integer> filters = new LinkedHashMap<>();
        for (Subscription subscription : chunk) {
            filters.put(subscription.filter(), subscription.qos().level());
        }
        Promise<List<Integer>> suback = Promise.promise();
        // The write completes on this event loop before the next packet is read from it: the entry is there in time.
        client.subscribe(filters)
                .onSuccess(id -> awaitedSubacks.put(id, suback))
                .onFailure(suback::tryFail);
        return suback.future().map(codes -> grants(chunk, codes));
    }

    private static List<Grant> grants(List<Subscription> chunk, List<Integer> codes) {
        if (codes.size() != chunk.size()) {
            throw new RetryableException(
                    "the broker answered " + codes.size() + " codes to a SUBSCRIBE of " + chunk.size() + " filters");
        }
        List<Grant> grants = new ArrayList<>(chunk.size());
        for (int i = 0; i < chunk.size(); i++) {
            grants.add(new Grant(chunk.get(i), codes.get(i)));
        }
        return grants;
    }

    private void onSuback(MqttSubAckMessage suback) {
        liveness.heard();
        Promise<List<Integer>> awaited = awaitedSubacks.remove(suback.messageId());
        if (awaited != null) {
            awaited.tryComplete(suback.grantedQoSLevels());
        }
    }

    private void onPublish(MqttPublishMessage message) {
        if (hasEnded) {
            return;
        }
        liveness.heard();
        Arrival.Flags flags = new Arrival.Flags(message.qosLevel().value(), message.isDup(), message.isRetain());
        listener.onMessage(new Arrival(message.topicName(), message.payload(), flags, message::ack));
    }

    private void scheduleTick() {
        tickTimer = vertx.setTimer(Liveness.TICK.toMillis(), id -> tick());
    }

    /** Whether {@link #pause()} has an effect. */
    boolean canPause() {
        return socket != null;
    }

    /** Stops reading; what this side sends still leaves, pings and acknowledgements included. */
    void pause() {
        NetSocket read = socket;
        if (read != null && !isPaused && !hasEnded) {
            isPaused = true;
            read.pause();
        }
    }

    /** Reads again. */
    void resume() {
        NetSocket read = socket;
        if (read != null && isPaused && !hasEnded) {
            isPaused = false;
            liveness.heard();
            read.resume();
        }
    }

    private void tick() {
        if (isPaused) {
            // Its answers are not read; that it is gone shows when a ping cannot be written.
            liveness.heard();
        }
        switch (liveness.tick(listener.isWorkPending() || !awaitedSubacks.isEmpty())) {
            case PING -> client.ping();
            case DEAD -> {
                end(SessionEnd.SILENT, "the broker has not answered a ping");
                return;
            }
            case FINE -> {}
        }
        scheduleTick();
    }

    private void onClosed() {
        Throwable error = lastError;
        String detail = error == null ? "the broker closed the connection" : MqttErrors.reason(error);
        finish(
                SessionEnd.LOST,
                error instanceof TooLongFrameException
                        ? "a packet is larger than mqtt.max_packet_size = "
                                + broker.transport().maxPacketBytes() + " (" + detail + ")"
                        : detail);
    }

    /** Ends the connection for a reason of ours, with DISCONNECT; the listener hears of it at once. */
    void end(SessionEnd end, String detail) {
        if (!hasEnded && isOpen) {
            client.disconnect();
        }
        finish(end, detail);
    }

    private void finish(SessionEnd end, String detail) {
        if (hasEnded) {
            return;
        }
        hasEnded = true;
        vertx.cancelTimer(tickTimer);
        List<Promise<List<Integer>>> unanswered = new ArrayList<>(awaitedSubacks.values());
        awaitedSubacks.clear();
        if (isOpen) {
            listener.onEnd(end, detail);
        }
        unanswered.forEach(suback -> suback.tryFail(new RetryableException("the connection has ended: " + detail)));
    }

    /** Ends the connection because the connector stops; completes when DISCONNECT has left, or after 2 s. */
    Future<Void> close() {
        finish(SessionEnd.STOPPED, "the connector stops");
        return client.disconnect()
                .timeout(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .otherwiseEmpty();
    }
}
