package com.danubemessaging.connect.source.webhook.http;

import com.danubemessaging.connect.api.ConnectorMetrics;
import com.danubemessaging.connect.api.ConnectorMetrics.Counter;
import com.danubemessaging.connect.source.webhook.answer.Refusal;
import com.danubemessaging.connect.source.webhook.limit.Pending;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;

/** The meters of this connector, in one place. */
final class WebhookMetrics {

    private final Map<Refusal.Kind, Counter> refused = new EnumMap<>(Refusal.Kind.class);
    private final Counter accepted;
    private final Counter repeated;
    private final Counter abandoned;
    private final Counter failed;
    private final Counter overfull;
    private final Counter idle;

    WebhookMetrics(ConnectorMetrics metrics, Pending pending, IntSupplier connections) {
        for (Refusal.Kind kind : Refusal.Kind.values()) {
            refused.put(kind, requests(metrics, kind.name().toLowerCase(Locale.ROOT)));
        }
        accepted = requests(metrics, "accepted");
        repeated = requests(metrics, "repeated");
        abandoned = requests(metrics, "abandoned");
        failed = requests(metrics, "failed");
        overfull = closed(metrics, "too_many");
        idle = closed(metrics, "idle");
        metrics.gauge("webhook.connections", "Connections that are open.", connections::getAsInt);
        metrics.gauge(
                "webhook.pending.requests", "Requests that wait for their body or for Danube.", pending::requests);
        metrics.gauge("webhook.pending.bytes", "Their bodies, in bytes.", pending::bytes);
    }

    private static Counter requests(ConnectorMetrics metrics, String outcome) {
        return metrics.counter(
                "webhook.requests",
                "Requests by how they ended; abandoned: the sender went away before its body was complete.",
                "outcome",
                outcome);
    }

    private static Counter closed(ConnectorMetrics metrics, String reason) {
        return metrics.counter(
                "webhook.connections.closed",
                "Connections closed by the connector: more than max_connections, or no request for too long.",
                "reason",
                reason);
    }

    void accepted(boolean isRepetition) {
        (isRepetition ? repeated : accepted).increment();
    }

    void refused(Refusal.Kind kind) {
        Objects.requireNonNull(refused.get(kind)).increment();
    }

    void abandoned() {
        abandoned.increment();
    }

    void failed() {
        failed.increment();
    }

    void overfull() {
        overfull.increment();
    }

    void idle() {
        idle.increment();
    }
}
