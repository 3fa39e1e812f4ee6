package com.danubemessaging.embedded.internal.broker;

import com.danubemessaging.embedded.model.SubscriptionStats;
import com.danubemessaging.embedded.model.SubscriptionType;
import com.danubemessaging.proto.StreamMessage;
import org.jspecify.annotations.Nullable;

/**
 * Messages in passing: each is handed to a consumer inside the publisher's call, or lost. Nothing waits and nothing is
 * remembered, so a slow consumer costs only itself.
 */
final class NonReliableSubscription extends Subscription {

    /** Messages held per consumer before dropping (Danube protocol: subscribe, buffers of non-reliable dispatch). */
    static final int BUFFER_CAPACITY = 4;

    /** How long nobody may be active before the subscription is deleted (Danube protocol: non-reliable dispatch). */
    private static final long IDLE_MILLIS = 60_000;

    private final BrokerClock clock;
    private long delivered;
    private long dropped;
    private long idleSince = -1;

    NonReliableSubscription(String name, SubscriptionType type, BrokerClock clock, BrokerSettings settings) {
        super(name, type, BUFFER_CAPACITY, settings);
        this.clock = clock;
    }

    /** Whether the subscription has missed messages for so long that it may be deleted. */
    boolean isExpired(long now) {
        return idleSince >= 0 && now - idleSince >= IDLE_MILLIS && !members().anyActive();
    }

    @Override
    void published(StreamMessage message) {
        Consumer consumer = selector().select(keyOf(message)).consumer();
        if (consumer != null) {
            delivered++;
            idleSince = -1;
            consumer.offer(message);
            return;
        }
        dropped++;
        if (idleSince < 0 && !members().anyActive()) {
            idleSince = clock.monotonicMillis();
        }
    }

    @Override
    void ready() {
        // Nothing was kept back for a consumer beyond its own buffer.
    }

    @Override
    void release(Consumer consumer) {
        // At most once: what was written to a stream is not written again.
    }

    @Override
    void ack(long offset) {
        // Accepted without effect (Danube protocol: non-reliable dispatch).
    }

    @Override
    void nack(long offset, long delayMillis, @Nullable String reason) {
        // Accepted without effect, like an acknowledgement.
    }

    @Override
    void heartbeat(long now) {
        selector().heartbeat(now);
    }

    @Override
    SubscriptionStats stats() {
        return new SubscriptionStats(
                name(),
                type(),
                -1,
                0,
                0,
                delivered,
                0,
                dropped,
                0,
                false,
                members().activeNames());
    }
}
