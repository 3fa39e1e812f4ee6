package com.danubemessaging.connect.it;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One device: publishes its messages in order and holds each until the broker has acknowledged it. When the connection
 * is lost it connects again and begins with the oldest message that is not acknowledged. Confined to its context.
 */
final class LoadDevice {

    /** Few, so that all devices together fill neither memory nor the broker's queue too far ahead. */
    private static final int WINDOW = 20;

    private static final int WINDOW_BYTES = 4 << 20;
    private static final Duration RECONNECT_DELAY = Duration.ofMillis(200);

    private final Vertx vertx;
    private final int port;
    private final LoadPlan plan;
    private final int device;
    private final int window;
    private final Runnable onAcknowledged;
    private final TreeSet<Integer> unacknowledged = new TreeSet<>();
    private final TreeSet<Integer> toRepeat = new TreeSet<>();
    private Connection connection = new Connection();
    private int next;
    private int repeated;
    private boolean isEnding;
    private boolean isClosed;

    /** One connection's bookkeeping; packet ids begin anew with each. */
    private final class Connection {
        private final Map<Integer, Integer> numberByPacket = new HashMap<>();
        private final Set<Integer> earlyAcknowledgements = new HashSet<>();
        private final MqttClient client = MqttClient.create(
                vertx,
                new MqttClientOptions()
                        .setClientId("device-" + device)
                        .setMaxInflightQueue(WINDOW + 1)
                        .setMaxMessageSize(16 << 20));
        private boolean isOpen;
        private int inFlight;
    }

    LoadDevice(Vertx vertx, int port, LoadPlan plan, int device, Runnable onAcknowledged) {
        this.vertx = vertx;
        this.port = port;
        this.plan = plan;
        this.device = device;
        this.window = Math.max(1, Math.min(WINDOW, WINDOW_BYTES / plan.payloadBytes()));
        this.onAcknowledged = onAcknowledged;
    }

    void connect() {
        if (isClosed) {
            return;
        }
        Connection made = new Connection();
        connection = made;
        made.client.publishCompletionHandler(packet -> acknowledged(made, packet));
        made.client.closeHandler(ignored -> lost(made));
        made.client.connect(port, "127.0.0.1").onComplete(done -> made.isOpen = true, failure -> retry());
    }

    private void lost(Connection ended) {
        if (ended.isOpen) {
            ended.isOpen = false;
            toRepeat.addAll(unacknowledged);
            repeated += unacknowledged.size();
            retry();
        }
    }

    private void retry() {
        vertx.setTimer(RECONNECT_DELAY.toMillis(), ignored -> connect());
    }

    /** Publishes one message, if there is one and the broker has acknowledged enough of those before. */
    boolean publishOne() {
        Connection open = connection;
        if (!open.isOpen || open.inFlight >= window) {
            return false;
        }
        Integer repeated = toRepeat.pollFirst();
        int number = repeated == null ? next : repeated;
        if (repeated == null && (isEnding || number >= plan.messagesEach())) {
            return false;
        }
        if (repeated == null) {
            next++;
            unacknowledged.add(number);
        }
        open.inFlight++;
        open.client
                .publish(
                        DeviceMessage.topic(device),
                        plan.payload(new DeviceMessage(device, number)),
                        MqttQoS.AT_LEAST_ONCE,
                        false,
                        false)
                .onSuccess(packet -> published(open, packet, number));
        return true;
    }

    private void published(Connection on, int packet, int number) {
        if (on.earlyAcknowledgements.remove(packet)) {
            acknowledge(on, number);
        } else {
            on.numberByPacket.put(packet, number);
        }
    }

    private void acknowledged(Connection on, int packet) {
        Integer number = on.numberByPacket.remove(packet);
        if (number == null) {
            on.earlyAcknowledgements.add(packet);
        } else {
            acknowledge(on, number);
        }
    }

    private void acknowledge(Connection on, int number) {
        on.inFlight--;
        if (unacknowledged.remove(number)) {
            onAcknowledged.run();
        }
    }

    /** Sends nothing new; returns how many messages there were. */
    int end() {
        isEnding = true;
        return next;
    }

    /** How many messages it had to send once more. */
    int repeated() {
        return repeated;
    }

    void close() {
        isClosed = true;
        if (connection.isOpen) {
            connection.isOpen = false;
            connection.client.disconnect();
        }
    }
}
