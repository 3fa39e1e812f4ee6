package com.danubemessaging.connect.it;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;
import java.util.concurrent.TimeoutException;

/** One MQTT client for a few messages, one after the other. */
final class Publisher implements AutoCloseable {

    private final MqttClient client;

    private Publisher(MqttClient client) {
        this.client = client;
    }

    static Publisher connect(Vertx vertx, int port) throws TimeoutException {
        return connect(vertx, port, new MqttClientOptions());
    }

    /** The same, with an identity. */
    static Publisher connect(Vertx vertx, int port, MqttClientOptions options) throws TimeoutException {
        MqttClient client = MqttClient.create(vertx, options.setMaxInflightQueue(1000));
        client.connect(port, "127.0.0.1").await(10, SECONDS);
        return new Publisher(client);
    }

    /** Publishes at QoS 1; does not wait for the broker's acknowledgement. */
    void publish(String topic, String payload) throws TimeoutException {
        client.publish(topic, Buffer.buffer(payload), MqttQoS.AT_LEAST_ONCE, false, false)
                .await(10, SECONDS);
    }

    @Override
    public void close() throws TimeoutException {
        client.disconnect().await(10, SECONDS);
    }

    @Override
    public String toString() {
        return "--- publisher";
    }
}
