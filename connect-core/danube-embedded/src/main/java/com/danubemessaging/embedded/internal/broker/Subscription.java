package com.danubemessaging.embedded.internal.broker;

import com.danubemessaging.embedded.internal.broker.BrokerException.Code;
import com.danubemessaging.embedded.model.SubscriptionStats;
import com.danubemessaging.embedded.model.SubscriptionType;
import com.danubemessaging.proto.StreamMessage;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A named position in a topic together with the consumers that share it. */
abstract sealed class Subscription permits ReliableSubscription, NonReliableSubscription {

    /** Heartbeats after which an absent consumer loses its keys (Danube protocol: reliable key-shared delivery). */
    private static final int EVICTION_HEARTBEATS = 6;

    private final String name;
    private final SubscriptionType type;
    private final int bufferCapacity;
    private final Members members = new Members();
    private final ConsumerSelector selector;

    Subscription(String name, SubscriptionType type, int bufferCapacity, BrokerSettings settings) {
        this.name = name;
        this.type = type;
        this.bufferCapacity = bufferCapacity;
        this.selector =
                ConsumerSelector.of(type, members, EVICTION_HEARTBEATS * settings.heartbeatMillis(), settings.quirks());
    }

    final String name() {
        return name;
    }

    final SubscriptionType type() {
        return type;
    }

    final Members members() {
        return members;
    }

    final ConsumerSelector selector() {
        return selector;
    }

    /**
     * Registers a new consumer.
     *
     * @throws BrokerException PERMISSION_DENIED if the subscription is exclusive and was ever used under another name
     */
    final Consumer join(long id, String consumerName, List<String> keyFilters) {
        Consumer owner = members.first();
        if (type == SubscriptionType.EXCLUSIVE && owner != null) {
            throw new BrokerException(
                    Code.PERMISSION_DENIED,
                    "subscription " + name + " is exclusive and belongs to consumer " + owner.name() + "; "
                            + consumerName + " cannot join it");
        }
        KeyFilter filter = type == SubscriptionType.KEY_SHARED ? new KeyFilter(keyFilters) : KeyFilter.ALL;
        Consumer consumer = new Consumer(id, consumerName, filter, bufferCapacity);
        members.add(consumer);
        selector.membersChanged();
        return consumer;
    }

    /** The same consumer subscribed again: ends its stream, redelivers what it had, and counts it as active. */
    final void takeOver(Consumer consumer) {
        endStream(consumer);
        consumer.activate();
        selector.membersChanged();
        release(consumer);
    }

    /** A stream was opened for a consumer; an earlier one of the same consumer ends. */
    final void attach(Consumer consumer, DeliveryStream stream) {
        boolean isSuccessor = consumer.hasStream();
        if (isSuccessor) {
            endStream(consumer);
        }
        consumer.attach(stream);
        selector.membersChanged();
        if (isSuccessor) {
            release(consumer);
        } else {
            // What was buffered for it has just been written; what an earlier stream had went back when that was lost.
            ready();
        }
    }

    /** A stream was closed by its client; ignored if the consumer has another one by now. */
    final void detach(Consumer consumer, DeliveryStream stream, long now) {
        if (consumer.owns(stream)) {
            consumer.detach();
            consumer.deactivate(now);
            selector.membersChanged();
            release(consumer);
        }
    }

    /** Breaks a consumer's stream; false if it has none. */
    final boolean reset(Consumer consumer, long now) {
        DeliveryStream open = consumer.detach();
        if (open == null) {
            return false;
        }
        consumer.deactivate(now);
        open.reset();
        selector.membersChanged();
        release(consumer);
        return true;
    }

    /** A stream that had been full takes messages again. */
    final void drained(Consumer consumer) {
        consumer.drain();
        ready();
    }

    /** Ends every stream; the subscription is not used afterwards. */
    final void close(long now) {
        for (Consumer consumer : members.all()) {
            endStream(consumer);
            consumer.deactivate(now);
        }
    }

    /** A message was published; reliable subscriptions find it in the log. */
    abstract void published(StreamMessage message);

    /** There is more to read than before. */
    void arrived() {
        ready();
    }

    /** What callers wait for because this subscription takes no more, or null. */
    @Nullable
    CompletionStage<Void> congestion() {
        return null;
    }

    /** Something may be deliverable now. */
    abstract void ready();

    /** What a consumer had received and not acknowledged goes back, at once. */
    abstract void release(Consumer consumer);

    /** Acknowledges one offset; unknown ones are ignored. */
    abstract void ack(long offset);

    /** Refuses one offset; unknown ones are ignored. */
    abstract void nack(long offset, long delayMillis, @Nullable String reason);

    /** Lets time pass. */
    abstract void heartbeat(long now);

    /** A snapshot. */
    abstract SubscriptionStats stats();

    /** The key by which key-shared subscriptions choose (Danube protocol: routing key, or else the producer's name). */
    static String keyOf(StreamMessage message) {
        return message.hasRoutingKey() ? message.getRoutingKey() : message.getProducerName();
    }

    private static void endStream(Consumer consumer) {
        DeliveryStream open = consumer.detach();
        if (open != null) {
            open.end();
        }
    }
}
