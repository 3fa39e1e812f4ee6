package com.danubemessaging.vertx.client.internal;

import com.danubemessaging.proto.HealthCheckRequest.ClientType;
import com.danubemessaging.proto.ReceiveRequest;
import com.danubemessaging.vertx.client.ConsumerEvent;
import com.danubemessaging.vertx.client.ConsumerEvent.Reason;
import com.danubemessaging.vertx.client.ConsumerOptions;
import com.danubemessaging.vertx.client.DanubeException;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import com.danubemessaging.vertx.client.Message;
import com.danubemessaging.vertx.client.PartitionConsumer;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One partition of a subscription: a {@link SubscribeCycle} that opens a stream, the life of that stream, and the cycle
 * again.
 *
 * <p>A stream that lived only briefly does not reset the pause before the next cycle: two processes with one consumer
 * name would otherwise steal the stream from each other in a tight loop. Where the broker has registered the consumer
 * anew nobody stole anything, and the pause stays short. Confined to its context.
 */
final class StreamingConsumer implements PartitionConsumer {

    private static final Logger log = LoggerFactory.getLogger(StreamingConsumer.class);

    /** A stream that lived this long was a healthy one. */
    private static final Duration HEALTHY = Duration.ofSeconds(10);

    /** Streams that ended early in a row, at most, where each was of a new registration: pauses of 0.2 to 0.4 s. */
    private static final int MOST_MOVES_COUNTED = 2;

    private final ClientScope scope;
    private final ConsumerOptions options;
    private final String topic;
    private final int index;
    private final AckSender acks;
    private final SubscribeCycle cycle;
    private final Demand demand = new Demand();
    private int shortLives;
    private boolean wanted;
    private boolean closed;
    private volatile boolean attached;

    /** The id of the latest stream's consumer; ids are random, so none stands for two registrations. */
    private @Nullable Long lastConsumerId;

    private @Nullable Handler<Message> handler;
    private @Nullable Handler<ConsumerEvent> eventHandler;
    private @Nullable ReceiveSession session;
    private @Nullable Channel channel;

    StreamingConsumer(ClientScope scope, Discovery discovery, ConsumerOptions options, String topic) {
        this.scope = scope;
        this.options = options;
        this.topic = topic;
        this.index = TopicNames.partitionIndex(options.getTopic(), topic);
        this.cycle = new SubscribeCycle(scope, discovery, options, topic, this::receive);
        this.acks = new AckSender(scope, topic, options.getSubscription(), this::ackChannel, this::subscriptionUnknown);
    }

    private @Nullable Channel ackChannel() {
        return channel;
    }

    /** Attaches for the first time; permanent failures are final. */
    Future<Void> open() {
        return attach(
                0,
                failure -> failure.kind() != Kind.TRANSIENT
                        && !(failure.kind() == Kind.TOPIC_NOT_FOUND && options.isWaitForTopic()));
    }

    @Override
    public Future<Void> attach() {
        return scope.onContext(() -> attach(0, failure -> false));
    }

    private Future<Void> attach(int failures, Predicate<DanubeException> permanent) {
        if (closed) {
            return Future.failedFuture(closedFailure());
        }
        wanted = true;
        return attached ? Future.succeededFuture() : cycle.run(failures, permanent);
    }

    private Future<Void> receive(Channel way, long consumerId) {
        channel = way;
        ReceiveRequest request = ReceiveRequest.newBuilder()
                .setRequestId(cycle.nextRequestId())
                .setConsumerId(consumerId)
                .build();
        ReceiveSession opening = new ReceiveSession(scope, way, topic, request, demand, new ReceiveSession.Owner() {
            @Override
            public void opened(ReceiveSession opened) {
                attachedTo(opened, way, consumerId);
            }

            @Override
            public void message(Buffer frame) {
                deliver(frame);
            }

            @Override
            public void ended(ReceiveSession ended, Reason reason, String text) {
                lost(ended, reason, text);
            }
        });
        session = opening;
        acks.newSession();
        return opening.open();
    }

    private void attachedTo(ReceiveSession opened, Channel way, long consumerId) {
        attached = true;
        boolean isSameConsumer = lastConsumerId != null && lastConsumerId == consumerId;
        lastConsumerId = consumerId;
        if (!isSameConsumer) {
            shortLives = Math.min(shortLives, MOST_MOVES_COUNTED);
        }
        opened.watch(new HealthPoll(
                scope,
                way,
                topic,
                ClientType.Consumer,
                consumerId,
                () -> opened.abandon("the broker's health check says that it dropped the consumer")));
        emit(new ConsumerEvent(
                ConsumerEvent.Type.ATTACHED,
                Reason.NONE,
                isSameConsumer,
                "Attached to " + topic + " at " + way.location().brokerUrl()));
    }

    private void deliver(Buffer frame) {
        Message message = ReceivedMessage.decode(frame, options.getTopic(), topic, index);
        acks.delivered(message.offset());
        Handler<Message> receiver = handler;
        if (receiver == null) {
            return;
        }
        try {
            receiver.handle(message);
        } catch (RuntimeException e) {
            log.atError()
                    .addKeyValue("topic", topic)
                    .addKeyValue("offset", Long.toUnsignedString(message.offset()))
                    .setCause(e)
                    .log("The message handler failed; the message stays unacknowledged");
        }
    }

    private void lost(ReceiveSession ended, Reason reason, String text) {
        if (session != ended) {
            return;
        }
        session = null;
        attached = false;
        emit(new ConsumerEvent(ConsumerEvent.Type.DETACHED, reason, false, text));
        shortLives = ended.livedAtLeast(HEALTHY) ? 1 : Math.min(shortLives + 1, Integer.MAX_VALUE - 1);
        if (wanted && session == null && !cycle.isRunning()) {
            attach(shortLives, failure -> false);
        }
    }

    private void subscriptionUnknown() {
        ReceiveSession current = session;
        if (current != null && attached) {
            current.abandon("the broker does not know the subscription");
        }
    }

    private void emit(ConsumerEvent event) {
        Handler<ConsumerEvent> listener = eventHandler;
        if (listener != null) {
            try {
                listener.handle(event);
            } catch (RuntimeException e) {
                log.atError().addKeyValue("topic", topic).setCause(e).log("The event handler failed");
            }
        }
    }

    @Override
    public Future<Void> detach() {
        return scope.onContext(() -> {
            leave("Detached from " + topic);
            return Future.succeededFuture();
        });
    }

    private void leave(String text) {
        wanted = false;
        ReceiveSession current = session;
        boolean was = attached;
        session = null;
        attached = false;
        if (current != null) {
            current.close();
        }
        cycle.cancel(closedFailure());
        if (was) {
            emit(new ConsumerEvent(ConsumerEvent.Type.DETACHED, Reason.CLOSED, false, text));
        }
    }

    /** Ends the consumer; to be called on the context. */
    void closeNow() {
        if (!closed) {
            closed = true;
            leave("Closed the consumer of " + topic);
            acks.close();
        }
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public boolean isAttached() {
        return attached;
    }

    @Override
    public PartitionConsumer handler(@Nullable Handler<Message> handler) {
        scope.execute(() -> {
            this.handler = handler;
            demand.enable(handler != null);
            resumeDelivery();
        });
        return this;
    }

    @Override
    public PartitionConsumer eventHandler(@Nullable Handler<ConsumerEvent> handler) {
        scope.execute(() -> eventHandler = handler);
        return this;
    }

    @Override
    public PartitionConsumer pause() {
        scope.execute(demand::close);
        return this;
    }

    @Override
    public PartitionConsumer resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public PartitionConsumer fetch(long amount) {
        if (amount < 0) {
            throw new IllegalArgumentException("amount=" + amount + " must not be negative");
        }
        scope.execute(() -> {
            demand.add(amount);
            resumeDelivery();
        });
        return this;
    }

    private void resumeDelivery() {
        if (session != null) {
            session.deliver();
        }
    }

    @Override
    public Future<Void> ack(Message message) {
        return scope.onContext(() -> isMine(message) ? acks.ack(message) : Future.failedFuture(notMine(message)));
    }

    @Override
    public Future<Void> nack(Message message, Duration delay, String reason) {
        return scope.onContext(
                () -> isMine(message) ? acks.nack(message, delay, reason) : Future.failedFuture(notMine(message)));
    }

    private boolean isMine(Message message) {
        return message.partitionTopic().equals(topic);
    }

    private DanubeException notMine(Message message) {
        return new DanubeException(
                Kind.CONFIGURATION, "The message " + message.id() + " was not delivered by the consumer of " + topic);
    }

    private DanubeException closedFailure() {
        return new DanubeException(
                Kind.CLOSED, "The consumer of " + topic + " was " + (closed ? "closed" : "detached"));
    }
}
