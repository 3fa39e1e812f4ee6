package com.danubemessaging.vertx.client.internal;

import com.danubemessaging.proto.HealthCheckRequest.ClientType;
import com.danubemessaging.proto.ProducerRequest;
import com.danubemessaging.proto.ProducerResponse;
import com.danubemessaging.vertx.client.DanubeException;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import com.danubemessaging.vertx.client.DispatchStrategy;
import com.danubemessaging.vertx.client.OutgoingMessage;
import com.danubemessaging.vertx.client.TopicLocation;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One producer registration at one broker, and its renewal: when the broker forgets it, moves the topic or is lost, the
 * topic is looked up and the producer created again under the same name, for ever. Confined to its context.
 */
final class PartitionProducer {

    /** One answer to CreateProducer; compared by identity, since the same name gets the same id again. */
    private static final class Registration {
        final SendFrame frames;
        final Channel channel;
        final HealthPoll health;
        final Runnable lossListener;

        Registration(SendFrame frames, Channel channel, HealthPoll health, Runnable lossListener) {
            this.frames = frames;
            this.channel = channel;
            this.health = health;
            this.lossListener = lossListener;
        }
    }

    private final ClientScope scope;
    private final Discovery discovery;
    private final ProducerSchema schema;
    private final String topic;
    private final String name;
    private final DispatchStrategy strategy;
    private final Runnable onReadiness;
    private final List<Runnable> waiting = new ArrayList<>();
    private TopicLocation location;
    private long requestId;
    private boolean closed;
    private @Nullable Registration registration;
    private @Nullable RetryLoop<ProducerResponse> loop;

    PartitionProducer(
            ClientScope scope,
            Discovery discovery,
            ProducerSchema schema,
            String topic,
            String name,
            DispatchStrategy strategy,
            Runnable onReadiness) {
        this.scope = scope;
        this.discovery = discovery;
        this.schema = schema;
        this.topic = topic;
        this.name = name;
        this.strategy = strategy;
        this.onReadiness = onReadiness;
        this.location = scope.serviceLocation();
    }

    String topic() {
        return topic;
    }

    boolean isReady() {
        return registration != null;
    }

    /** Registers for the first time; permanent failures are final. */
    Future<Void> open(Duration startTimeout) {
        RetryLoop<ProducerResponse> first = newLoop(true);
        return first.start(startTimeout).mapEmpty();
    }

    /** Runs once, as soon as the producer is registered; at once if it is. Never if it is closed first. */
    void whenReady(Runnable action) {
        if (isReady()) {
            action.run();
        } else {
            waiting.add(action);
        }
    }

    /** Exactly one attempt. */
    Future<Void> trySend(OutgoingMessage given) {
        Registration current = registration;
        if (current == null) {
            return Future.failedFuture(closed ? closedFailure() : notRegistered());
        }
        OutgoingMessage message = schema.stamp(given);
        long publishTime = message.publishTime() == 0 ? System.currentTimeMillis() : message.publishTime();
        long number = ++requestId;
        long size = current.frames.messageBytes(number, publishTime, message);
        if (size > SendFrame.MAX_MESSAGE_BYTES) {
            return Future.failedFuture(tooLarge(size));
        }
        return current.channel
                .call(RpcMethod.SEND_MESSAGE, current.frames.encode((int) size, number, publishTime, message), topic)
                .<Void>mapEmpty()
                .onFailure(failure -> {
                    if (CallException.asksToReattach(failure)) {
                        renew(current);
                    }
                });
    }

    private RetryLoop<ProducerResponse> newLoop(boolean first) {
        RetryLoop<ProducerResponse> created = new RetryLoop<>(
                scope,
                Operation.CREATE_PRODUCER,
                topic,
                scope.backoff(),
                this::register,
                failure -> first && failure.kind() != Kind.TRANSIENT);
        loop = created;
        return created;
    }

    private Future<ProducerResponse> register() {
        return schema.resolve()
                .compose(resolved -> discovery.locate(topic, location))
                .compose(found -> {
                    location = found;
                    Channel channel = scope.channel(found);
                    return channel.call(RpcMethod.CREATE_PRODUCER, request(), topic)
                            .onSuccess(answer -> registered(channel, answer))
                            .onFailure(failure -> {
                                if (failure instanceof DanubeException known && known.grpcStatus() == null) {
                                    location = scope.serviceLocation();
                                }
                            });
                });
    }

    private ProducerRequest request() {
        ProducerRequest.Builder request = ProducerRequest.newBuilder()
                .setRequestId(++requestId)
                .setProducerName(name)
                .setTopicName(topic)
                .setDispatchStrategy(
                        strategy == DispatchStrategy.RELIABLE
                                ? com.danubemessaging.proto.DispatchStrategy.Reliable
                                : com.danubemessaging.proto.DispatchStrategy.NonReliable);
        return schema.addTo(request).build();
    }

    private void registered(Channel channel, ProducerResponse answer) {
        if (closed) {
            return;
        }
        long id = answer.getProducerId();
        HealthPoll health = new HealthPoll(scope, channel, topic, ClientType.Producer, id, this::renewCurrent);
        Runnable lossListener = this::renewCurrent;
        channel.addLossListener(lossListener);
        registration = new Registration(
                new SendFrame(id, topic, channel.location().brokerUrl(), name), channel, health, lossListener);
        onReadiness.run();
        List<Runnable> ready = List.copyOf(waiting);
        waiting.clear();
        ready.forEach(Runnable::run);
    }

    private void renewCurrent() {
        Registration current = registration;
        if (current != null) {
            renew(current);
        }
    }

    private void renew(Registration lost) {
        if (registration != lost || closed) {
            return;
        }
        drop(lost);
        newLoop(false).start(Duration.ZERO);
        onReadiness.run();
    }

    private void drop(Registration lost) {
        registration = null;
        lost.health.stop();
        lost.channel.removeLossListener(lost.lossListener);
    }

    void close() {
        if (closed) {
            return;
        }
        closed = true;
        waiting.clear();
        if (registration != null) {
            drop(registration);
        }
        if (loop != null) {
            loop.cancel(closedFailure());
        }
    }

    private DanubeException closedFailure() {
        return new DanubeException(Kind.CLOSED, "The producer '" + name + "' of " + topic + " was closed");
    }

    private DanubeException notRegistered() {
        return new DanubeException(
                Kind.TRANSIENT, "Could not send to " + topic + ": producer '" + name + "' is being registered");
    }

    private DanubeException tooLarge(long size) {
        return new DanubeException(
                Kind.RECORD,
                "Could not send to " + topic + ": the message takes " + size + " bytes, the limit is "
                        + SendFrame.MAX_MESSAGE_BYTES + "; send it in parts");
    }
}
