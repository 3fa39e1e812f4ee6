package com.danubemessaging.connect.source.mqtt;

import static java.util.Map.entry;

import com.danubemessaging.connect.testkit.Outage;
import com.danubemessaging.connect.testkit.SourceOrigin;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttTopicSubscription;
import io.vertx.mqtt.messages.MqttSubscribeMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * An MQTT broker with the session of one client, subscribed before the test begins and kept over all connections and
 * over an outage, as MQTT 3.1.1 (3.1.2.4 and 4.4) asks: what was not acknowledged is delivered again on the next
 * connection, in the same order, under the same packet identifier and marked as a duplicate. Other clients are let in
 * and get nothing.
 *
 * <p>It sends all it has without waiting for acknowledgements, because brokers may: the bound is the connector's.
 *
 * <p>State is confined to one context of a Vert.x of its own; the methods block the calling thread.
 */
final class KeptSession implements SourceOrigin, Outage {

    private static final String CLIENT_ID = "contract";
    private static final String TOPIC_PREFIX = "contract/";
    private static final int MAX_PACKET_ID = 65_535;

    /** Small enough to be reached by the fullest test, so that reaching it is part of the contract's run. */
    private static final long MAX_UNACKED_MESSAGES = 500;

    private record Message(String topic, Buffer payload) {}

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    private final Context context = vertx.getOrCreateContext();
    private final Deque<Message> waiting = new ArrayDeque<>();
    private final Map<Integer, Message> inFlight = new LinkedHashMap<>();
    private int lastPacketId;
    private MqttServer server;
    private MqttEndpoint link;
    private int port;

    private KeptSession() {}

    /** Starts on a port from the operating system. */
    static KeptSession start() throws TimeoutException {
        KeptSession broker = new KeptSession();
        broker.call(broker::listen);
        return broker;
    }

    @Override
    public Map<String, ?> settings() {
        return Map.ofEntries(
                entry(MqttFields.BROKER_HOST.key(), "localhost"),
                entry(MqttFields.BROKER_PORT.key(), port),
                entry(MqttFields.CLIENT_ID.key(), CLIENT_ID),
                entry(MqttFields.CLEAN_SESSION.key(), false),
                entry(MqttFields.MAX_UNACKED_MESSAGES.key(), MAX_UNACKED_MESSAGES),
                entry(MqttFields.ROUTES.key(), List.of(Map.of("from", TOPIC_PREFIX + "#", "to", "/default/contract"))));
    }

    @Override
    public void feed(String key, Buffer payload) throws TimeoutException {
        call(() -> {
            waiting.add(new Message(TOPIC_PREFIX + key, payload));
            deliverWaiting();
            return Future.succeededFuture();
        });
    }

    @Override
    public Optional<Outage> outage() {
        return Optional.of(this);
    }

    /** The broker's process has ended: connections break, new ones are refused. */
    @Override
    public void begin() throws TimeoutException {
        call(() -> server.close());
    }

    /** The broker's process is back, and its sessions were on disk. */
    @Override
    public void end() throws TimeoutException {
        call(this::listen);
    }

    @Override
    public void close() throws TimeoutException {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private Future<Void> listen() {
        server = MqttServer.create(vertx);
        server.endpointHandler(this::accept);
        // A client that goes away is the normal case here.
        server.exceptionHandler(error -> {});
        return server.listen(port, "localhost")
                .onSuccess(listening -> port = listening.actualPort())
                .mapEmpty();
    }

    private void accept(MqttEndpoint endpoint) {
        boolean isKept = endpoint.clientIdentifier().equals(CLIENT_ID) && !endpoint.isCleanSession();
        endpoint.exceptionHandler(error -> {});
        endpoint.subscribeHandler(subscribe -> grant(endpoint, subscribe));
        if (!isKept) {
            endpoint.accept(false);
            return;
        }
        if (link != null && link.isConnected()) {
            // MQTT 3.1.1, 3.1.4: a second connection of one client ends the first.
            link.close();
        }
        link = endpoint;
        endpoint.publishAcknowledgeHandler(inFlight::remove);
        endpoint.accept(true);
        inFlight.forEach((packetId, message) -> deliver(packetId, message, true));
        deliverWaiting();
    }

    private static void grant(MqttEndpoint endpoint, MqttSubscribeMessage subscribe) {
        endpoint.subscribeAcknowledge(
                subscribe.messageId(),
                subscribe.topicSubscriptions().stream()
                        .map(MqttTopicSubscription::qualityOfService)
                        .toList());
    }

    private void deliverWaiting() {
        while (link != null && link.isConnected() && !waiting.isEmpty()) {
            lastPacketId = lastPacketId % MAX_PACKET_ID + 1;
            Message message = waiting.remove();
            inFlight.put(lastPacketId, message);
            deliver(lastPacketId, message, false);
        }
    }

    private void deliver(int packetId, Message message, boolean isDuplicate) {
        link.publish(message.topic(), message.payload(), MqttQoS.AT_LEAST_ONCE, isDuplicate, false, packetId);
    }

    private void call(Supplier<Future<Void>> action) throws TimeoutException {
        Promise<Void> done = Promise.promise();
        context.runOnContext(run -> action.get().onComplete(done));
        done.future().await(10, TimeUnit.SECONDS);
    }
}
