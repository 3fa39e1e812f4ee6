package com.danubemessaging.connect.source.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;
import io.vertx.mqtt.MqttTopicSubscription;
import io.vertx.mqtt.messages.MqttSubscribeMessage;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An MQTT broker that does what the test tells it and shows what the client sent. It speaks real MQTT on loopback and
 * keeps no state: sessions and redeliveries are the test's to play.
 */
final class ScriptedBroker {

    /** What it answers; changed between connections. */
    static final class Script {
        volatile boolean isSessionPresent;
        volatile boolean answersConnect = true;
        volatile boolean answersPings = true;
        volatile MqttConnectReturnCode connack = MqttConnectReturnCode.CONNECTION_ACCEPTED;
        volatile String refusedFilter = "";
    }

    /** One connection of the client. */
    static final class Link {
        private final MqttEndpoint endpoint;
        private final BlockingQueue<List<String>> subscribes = new LinkedBlockingQueue<>();
        private final BlockingQueue<Integer> pubacks = new LinkedBlockingQueue<>();
        private final BlockingQueue<Link> pings = new LinkedBlockingQueue<>();
        private final CountDownLatch disconnect = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);

        private Link(MqttEndpoint endpoint) {
            this.endpoint = endpoint;
        }

        /** What CONNECT said. */
        MqttEndpoint endpoint() {
            return endpoint;
        }

        /** Waits for SUBSCRIBE: filters with their QoS, such as {@code a/#@1}. */
        List<String> nextSubscribe() throws InterruptedException {
            List<String> filters = subscribes.poll(10, TimeUnit.SECONDS);
            assertThat(filters).as("a SUBSCRIBE within 10 s").isNotNull();
            return filters;
        }

        boolean hasSubscribed() {
            return !subscribes.isEmpty();
        }

        /** Waits for PUBACK. */
        int nextPuback() throws InterruptedException {
            Integer id = pubacks.poll(10, TimeUnit.SECONDS);
            assertThat(id).as("a PUBACK within 10 s").isNotNull();
            return id;
        }

        boolean hasPuback() {
            return !pubacks.isEmpty();
        }

        /** Waits for PINGREQ. */
        void awaitPing() throws InterruptedException {
            assertThat(pings.poll(10, TimeUnit.SECONDS))
                    .as("a PINGREQ within 10 s")
                    .isNotNull();
        }

        /** Delivers a message at QoS 1. */
        void publish(String topic, String payload, int packetId) {
            publish(topic, Buffer.buffer(payload), MqttQoS.AT_LEAST_ONCE, packetId);
        }

        void publish(String topic, Buffer payload, MqttQoS qos, int packetId) {
            endpoint.publish(topic, payload, qos, false, false, packetId);
        }

        /** Breaks the connection from the broker's side. */
        void drop() throws InterruptedException {
            endpoint.close();
            awaitClosed();
        }

        void awaitDisconnect() throws InterruptedException {
            assertThat(disconnect.await(10, TimeUnit.SECONDS))
                    .as("a DISCONNECT within 10 s")
                    .isTrue();
        }

        void awaitClosed() throws InterruptedException {
            assertThat(closed.await(10, TimeUnit.SECONDS))
                    .as("the connection closed within 10 s")
                    .isTrue();
        }
    }

    private final Script script = new Script();
    private final BlockingQueue<Link> links = new LinkedBlockingQueue<>();
    private final MqttServer server;

    private ScriptedBroker(Vertx vertx, MqttServerOptions options) {
        server = MqttServer.create(vertx, options.setMaxMessageSize(1 << 20));
        server.endpointHandler(this::accept);
        // A client that goes away is the normal case here.
        server.exceptionHandler(error -> {});
    }

    /** Starts on a port from the operating system. */
    static ScriptedBroker start(Vertx vertx) throws TimeoutException {
        return start(vertx, new MqttServerOptions(), 0);
    }

    static ScriptedBroker start(Vertx vertx, MqttServerOptions options, int port) throws TimeoutException {
        ScriptedBroker broker = new ScriptedBroker(vertx, options);
        broker.server.listen(port, "localhost").await(10, TimeUnit.SECONDS);
        return broker;
    }

    int port() {
        return server.actualPort();
    }

    Script script() {
        return script;
    }

    /** Waits for a CONNECT. */
    Link nextLink() throws InterruptedException {
        Link link = links.poll(10, TimeUnit.SECONDS);
        assertThat(link).as("a connection within 10 s").isNotNull();
        return link;
    }

    /** Fails if the client connects within four times the longest backoff of {@link SourceRig#FAST}. */
    void assertNoFurtherLink() throws InterruptedException {
        assertThat(links.poll(4 * SourceRig.FAST.backoffCap().toMillis(), TimeUnit.MILLISECONDS))
                .as("a further connection")
                .isNull();
    }

    void stop() throws TimeoutException {
        server.close().await(10, TimeUnit.SECONDS);
    }

    private void accept(MqttEndpoint endpoint) {
        Link link = new Link(endpoint);
        endpoint.autoKeepAlive(script.answersPings);
        endpoint.subscribeHandler(subscribe -> answer(link, subscribe));
        endpoint.publishAcknowledgeHandler(link.pubacks::add);
        endpoint.pingHandler(ping -> link.pings.add(link));
        endpoint.disconnectHandler(goodbye -> link.disconnect.countDown());
        endpoint.closeHandler(gone -> link.closed.countDown());
        endpoint.exceptionHandler(error -> {});
        if (!script.answersConnect) {
            links.add(link);
            return;
        }
        if (script.connack == MqttConnectReturnCode.CONNECTION_ACCEPTED) {
            endpoint.accept(script.isSessionPresent);
        } else {
            endpoint.reject(script.connack);
        }
        links.add(link);
    }

    private void answer(Link link, MqttSubscribeMessage subscribe) {
        List<MqttTopicSubscription> wanted = subscribe.topicSubscriptions();
        link.subscribes.add(wanted.stream()
                .map(filter ->
                        filter.topicName() + "@" + filter.qualityOfService().value())
                .toList());
        link.endpoint.subscribeAcknowledge(
                subscribe.messageId(),
                wanted.stream()
                        .map(filter -> filter.topicName().equals(script.refusedFilter)
                                ? MqttQoS.FAILURE
                                : filter.qualityOfService())
                        .toList());
    }
}
