package com.danubemessaging.connect.source.mqtt;

import com.danubemessaging.connect.api.ConnectorMetrics;
import com.danubemessaging.connect.api.ConnectorMetrics.Counter;

/** The meters of this connector, in one place. */
final class MqttMetrics {

    private final Counter[] received = new Counter[3];
    private final Counter acknowledged;
    private final Counter unmatched;
    private final Counter overflowed;
    private final Counter stopping;
    private final Counter connects;
    private final Counter connectFailures;
    private final Counter lost;
    private final Counter backpressure;
    private volatile boolean isConnected;
    private volatile long progressNanos = System.nanoTime();

    MqttMetrics(ConnectorMetrics metrics, Backlog backlog) {
        for (int qos = 0; qos < received.length; qos++) {
            received[qos] = metrics.counter(
                    "mqtt.messages.received",
                    "Messages delivered by the MQTT broker, by the QoS of the delivery.",
                    "qos",
                    Integer.toString(qos));
        }
        acknowledged = metrics.counter(
                "mqtt.messages.acknowledged", "Messages acknowledged to the MQTT broker after Danube confirmed them.");
        unmatched = dropped(metrics, "unmatched");
        overflowed = dropped(metrics, "qos0_overflow");
        stopping = dropped(metrics, "qos0_stopping");
        connects = metrics.counter("mqtt.connects", "Connections that the MQTT broker accepted, the first included.");
        connectFailures =
                metrics.counter("mqtt.connects.failed", "Attempts to connect to the MQTT broker that failed.");
        lost = metrics.counter("mqtt.disconnects.lost", "Connections that ended without the connector's wish.");
        backpressure = metrics.counter(
                "mqtt.disconnects.backpressure",
                "Connections closed by the connector because too much was unconfirmed by Danube.");
        metrics.gauge("mqtt.connected", "1 while subscribed at the MQTT broker, else 0.", () -> isConnected ? 1 : 0);
        metrics.gauge("mqtt.unacked.messages", "Messages taken and not confirmed by Danube yet.", backlog::messages);
        metrics.gauge("mqtt.unacked.bytes", "Their payloads and topics, in bytes.", backlog::bytes);
        metrics.gauge(
                "mqtt.unacked.stalled.seconds",
                "Seconds for which something has been unconfirmed without any progress.",
                () -> backlog.isEmpty() ? 0 : (System.nanoTime() - progressNanos) / 1e9);
    }

    private static Counter dropped(ConnectorMetrics metrics, String reason) {
        return metrics.counter(
                "mqtt.messages.dropped",
                "Messages that were not passed on: no route, or QoS 0 and no room, or QoS 0 while stopping.",
                "reason",
                reason);
    }

    /** A message came. */
    void received(int qos) {
        received[qos].increment();
    }

    /** Acknowledgements were sent. */
    void acknowledged(int count) {
        acknowledged.increment(count);
    }

    /** A message fits no route. */
    void unmatched() {
        unmatched.increment();
    }

    /** A message of QoS 0 came while there was no room. */
    void overflowed() {
        overflowed.increment();
    }

    /** A message of QoS 0 came after the runtime had said stop. */
    void stopping() {
        stopping.increment();
    }

    /** The broker accepted a connection. */
    void connected() {
        connects.increment();
    }

    /** An attempt to connect failed. */
    void connectFailed() {
        connectFailures.increment();
    }

    /** A connection ended. */
    void disconnected(boolean forBackpressure) {
        (forBackpressure ? backpressure : lost).increment();
    }

    /** Whether messages can come. */
    void setConnected(boolean value) {
        isConnected = value;
    }

    /** The backlog became non-empty, or its head moved. */
    void progress() {
        progressNanos = System.nanoTime();
    }
}
