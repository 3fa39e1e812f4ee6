package com.danubemessaging.connect.examples.quickstart;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Simulated devices that publish temperatures with QoS 1, each on a topic of its own. */
final class Fleet {

    private static final long TICK_MILLIS = 50;

    /** Longest wait for the broker's answers at the end: two seconds. */
    private static final int STOP_TICKS = 40;

    private final Vertx vertx;
    private final List<MqttClient> clients;
    private final AtomicLong sent;
    private final AtomicLong acknowledged;
    private final SplittableRandom random = new SplittableRandom();
    private final double perTick;
    private long timer;
    private double due;
    private long number;

    private Fleet(Vertx vertx, List<MqttClient> clients, AtomicLong acknowledged, int perSecond) {
        this.vertx = vertx;
        this.clients = clients;
        this.sent = new AtomicLong();
        this.acknowledged = acknowledged;
        this.perTick = perSecond * TICK_MILLIS / 1000.0;
    }

    static Fleet start(Vertx vertx, String host, int port, int devices, int perSecond) throws Exception {
        List<MqttClient> clients = new ArrayList<>();
        AtomicLong acknowledged = new AtomicLong();
        for (int i = 0; i < devices; i++) {
            MqttClient client = MqttClient.create(
                    vertx,
                    new MqttClientOptions()
                            .setClientId("quickstart-device-" + i)
                            .setMaxInflightQueue(1000));
            client.publishCompletionHandler(packet -> acknowledged.incrementAndGet());
            client.connect(port, host).await(10, TimeUnit.SECONDS);
            clients.add(client);
        }
        Fleet fleet = new Fleet(vertx, clients, acknowledged, perSecond);
        fleet.timer = vertx.setPeriodic(TICK_MILLIS, ignored -> fleet.tick());
        return fleet;
    }

    private void tick() {
        for (due += perTick; due >= 1; due--) {
            int device = (int) (number % clients.size());
            MqttClient client = clients.get(device);
            JsonObject reading = new JsonObject()
                    .put("device", device)
                    .put("n", number++)
                    .put("celsius", (2000 + random.nextInt(500)) / 100.0);
            if (client.isConnected()) {
                // A device that cannot publish drops its reading, as the small ones do.
                sent.incrementAndGet();
                client.publish("sensors/device-" + device, reading.toBuffer(), MqttQoS.AT_LEAST_ONCE, false, false)
                        .otherwiseEmpty();
            }
        }
    }

    /** How many readings the MQTT broker has taken. */
    long acknowledged() {
        return acknowledged.get();
    }

    /** Publishes nothing more, waits a moment for the answers that are due, and leaves. */
    Future<Void> stop() {
        vertx.cancelTimer(timer);
        return answered(STOP_TICKS)
                .compose(ignored -> Future.join(clients.stream()
                        .map(client -> client.isConnected() ? client.disconnect() : Future.<Void>succeededFuture())
                        .toList()))
                .otherwiseEmpty()
                .mapEmpty();
    }

    private Future<Void> answered(int ticks) {
        return ticks == 0 || acknowledged.get() >= sent.get()
                ? Future.succeededFuture()
                : vertx.timer(TICK_MILLIS, TimeUnit.MILLISECONDS).compose(ignored -> answered(ticks - 1));
    }
}
