package com.danubemessaging.vertx.client.internal;

import com.danubemessaging.proto.AckRequest;
import com.danubemessaging.proto.MsgID;
import com.danubemessaging.proto.NackRequest;
import com.danubemessaging.vertx.client.DanubeException;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import com.danubemessaging.vertx.client.Message;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends the acknowledgements of one partition when its {@link AckQueue} lets them go, and repeats those that fail for a
 * passing reason. What waits is bounded by what the user has not let go of: one entry per unanswered request. Confined
 * to its context.
 */
final class AckSender {

    private static final class Ack {
        final Message message;
        final Promise<Void> promise = Promise.promise();
        int failures;

        Ack(Message message) {
            this.message = message;
        }
    }

    private final ClientScope scope;
    private final String topic;
    private final String subscription;
    private final Supplier<@Nullable Channel> channel;
    private final Runnable onUnknown;
    private final AckQueue queue = new AckQueue(this::released);
    private final Map<Long, Ack> held = new HashMap<>();
    private final Set<Ack> open = new LinkedHashSet<>();
    private boolean closed;

    /** @param onUnknown runs when the broker does not know the subscription */
    AckSender(
            ClientScope scope,
            String topic,
            String subscription,
            Supplier<@Nullable Channel> channel,
            Runnable onUnknown) {
        this.scope = scope;
        this.topic = topic;
        this.subscription = subscription;
        this.channel = channel;
        this.onUnknown = onUnknown;
    }

    void newSession() {
        queue.newSession();
    }

    void delivered(long offset) {
        queue.delivered(offset);
    }

    Future<Void> ack(Message message) {
        if (closed) {
            return Future.failedFuture(closedFailure());
        }
        long offset = message.offset();
        Ack ack = held.get(offset);
        if (ack == null) {
            ack = new Ack(message);
            held.put(offset, ack);
            open.add(ack);
        }
        queue.request(offset);
        return ack.promise.future();
    }

    private void released(long offset) {
        Ack ack = held.remove(offset);
        if (ack != null) {
            send(ack);
        }
    }

    private void send(Ack ack) {
        Channel way = channel.get();
        if (closed || way == null) {
            return;
        }
        Message message = ack.message;
        AckRequest request = AckRequest.newBuilder()
                .setRequestId(message.requestId())
                .setMsgId(id(message))
                .setSubscriptionName(subscription)
                .build();
        way.call(RpcMethod.ACK, request, topic)
                .onComplete(
                        answer -> settle(ack, null),
                        failure -> settle(ack, StatusMapping.asDanube(Operation.ACK, topic, failure)));
    }

    private void settle(Ack ack, @Nullable DanubeException failure) {
        if (closed) {
            return;
        }
        if (failure != null && failure.kind() == Kind.TRANSIENT && failure.retryLimit() > 0) {
            long delay = scope.backoff().delayMillis(ack.failures++, ClientScope::random);
            scope.vertx().setTimer(delay, id -> send(ack));
            return;
        }
        open.remove(ack);
        queue.answered(ack.message.offset());
        if (failure == null) {
            ack.promise.complete();
            return;
        }
        ack.promise.fail(failure);
        if (CallException.asksToReattach(failure)) {
            onUnknown.run();
        }
    }

    Future<Void> nack(Message message, Duration delay, String reason) {
        Channel way = channel.get();
        if (closed || way == null) {
            return Future.failedFuture(closedFailure());
        }
        NackRequest.Builder request = NackRequest.newBuilder()
                .setRequestId(message.requestId())
                .setMsgId(id(message))
                .setSubscriptionName(subscription)
                .setDelayMs(delay.toMillis());
        if (!reason.isEmpty()) {
            request.setReason(reason);
        }
        return way.call(RpcMethod.NACK, request.build(), topic).<Void>mapEmpty().onFailure(failure -> {
            if (CallException.asksToReattach(failure)) {
                onUnknown.run();
            }
        });
    }

    private static MsgID id(Message message) {
        return MsgID.newBuilder()
                .setProducerId(message.producerId())
                .setTopicName(message.partitionTopic())
                .setBrokerAddr(message.brokerAddress())
                .setTopicOffset(message.offset())
                .build();
    }

    void close() {
        closed = true;
        List<Ack> left = List.copyOf(open);
        open.clear();
        held.clear();
        left.forEach(ack -> ack.promise.fail(closedFailure()));
    }

    private DanubeException closedFailure() {
        return new DanubeException(Kind.CLOSED, "Could not acknowledge on " + topic + ": the consumer was closed");
    }
}
