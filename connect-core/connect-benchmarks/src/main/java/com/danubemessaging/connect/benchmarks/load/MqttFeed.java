package com.danubemessaging.connect.benchmarks.load;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The side of an MQTT broker that a source sees, and nothing behind it: whoever subscribes gets messages of
 * {@value #DEVICES} devices in turn, at QoS 1, either as fast as it acknowledges or at a rate. A real broker with real
 * publishers would take most of a small machine for itself. Its methods may be called from any thread.
 */
public final class MqttFeed {

    /** What to subscribe to. */
    public static final String FILTER = "fleet/#";

    private static final int DEVICES = 50;
    /** Unacknowledged messages; more than there are lanes, so that no lane waits for the feed. */
    private static final int WINDOW = 256;

    private final Vertx vertx;
    private final Context context;
    private final Stamped stamped;
    private final AtomicReference<@Nullable MqttEndpoint> subscriber = new AtomicReference<>();
    private @Nullable MqttServer server;
    private long sent;
    private long acknowledged;
    private long limit;
    private boolean isPaced;

    /** @param payloadBytes bytes of each message */
    public MqttFeed(Vertx vertx, int payloadBytes) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.stamped = new Stamped(payloadBytes);
    }

    /** Listens; returns the port. */
    public Future<Integer> listen() {
        Promise<Integer> port = Promise.promise();
        context.runOnContext(ignored -> {
            MqttServer made =
                    MqttServer.create(vertx, new MqttServerOptions().setPort(0).setHost("127.0.0.1"));
            server = made;
            made.endpointHandler(this::connected)
                    .listen()
                    .map(MqttServer::actualPort)
                    .onComplete(port);
        });
        return port.future();
    }

    private void connected(MqttEndpoint endpoint) {
        endpoint.subscribeHandler(subscribe -> {
            endpoint.subscribeAcknowledge(
                    subscribe.messageId(),
                    subscribe.topicSubscriptions().stream()
                            .map(one -> MqttQoS.AT_LEAST_ONCE)
                            .toList());
            sent = 0;
            acknowledged = 0;
            limit = 0;
            subscriber.set(endpoint);
        });
        endpoint.publishAcknowledgeHandler(packet -> {
            acknowledged++;
            if (!isPaced) {
                fill();
            }
        });
        endpoint.closeHandler(ignored -> subscriber.compareAndSet(endpoint, null));
        endpoint.exceptionHandler(ignored -> {});
        endpoint.accept(false);
    }

    /** Whether somebody is subscribed. */
    public boolean hasSubscriber() {
        return subscriber.get() != null;
    }

    /** Sends so many messages, as fast as they are acknowledged. */
    public void flood(long messages) {
        context.runOnContext(ignored -> {
            isPaced = false;
            limit = messages;
            fill();
        });
    }

    private void fill() {
        while (sent < limit && sent - acknowledged < WINDOW) {
            publish();
        }
    }

    /** Sends so many messages at a rate, in steps of a millisecond, whether or not they are acknowledged. */
    public void pace(long messages, int perSecond) {
        context.runOnContext(ignored -> {
            isPaced = true;
            long begun = System.nanoTime();
            vertx.setPeriodic(1, timer -> {
                long due = Math.min(messages, (System.nanoTime() - begun) * perSecond / 1_000_000_000L);
                while (sent < due) {
                    publish();
                }
                if (sent >= messages || !hasSubscriber()) {
                    vertx.cancelTimer(timer);
                }
            });
        });
    }

    private void publish() {
        MqttEndpoint endpoint = subscriber.get();
        if (endpoint != null) {
            endpoint.publish("fleet/d" + sent % DEVICES, stamped.now(), MqttQoS.AT_LEAST_ONCE, false, false, packet());
            sent++;
        }
    }

    private int packet() {
        return (int) (sent % 65_535) + 1;
    }

    /** Stops listening. */
    public Future<Void> close() {
        Promise<Void> closed = Promise.promise();
        context.runOnContext(ignored -> {
            MqttServer made = server;
            (made == null ? Future.<Void>succeededFuture() : made.close()).onComplete(closed);
        });
        return closed.future();
    }
}
