package com.danubemessaging.vertx.client.internal;

import com.danubemessaging.vertx.client.Consumer;
import com.danubemessaging.vertx.client.ConsumerOptions;
import com.danubemessaging.vertx.client.DanubeException;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import com.danubemessaging.vertx.client.Message;
import com.danubemessaging.vertx.client.PartitionConsumer;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A consumer over the partitions that a topic had when it was opened. Confined to its context. */
final class PartitionedConsumer implements Consumer {

    private final ClientScope scope;
    private final ConsumerOptions options;
    private final List<StreamingConsumer> parts;
    private final Map<String, StreamingConsumer> byTopic;
    private final Runnable onClose;
    private boolean closed;

    PartitionedConsumer(
            ClientScope scope,
            Discovery discovery,
            ConsumerOptions options,
            List<String> partitions,
            java.util.function.Consumer<Consumer> onClose) {
        this.scope = scope;
        this.options = options;
        this.onClose = () -> onClose.accept(this);
        this.parts = partitions.stream()
                .map(name -> new StreamingConsumer(scope, discovery, options, name))
                .toList();
        this.byTopic = parts.stream().collect(Collectors.toMap(PartitionConsumer::topic, Function.identity()));
    }

    /** Attaches all partitions; closes what was attached if one of them fails for good. */
    Future<Consumer> open() {
        return Future.all(parts.stream().map(StreamingConsumer::open).toList())
                .<Consumer>map(this)
                .onFailure(failure -> closeNow());
    }

    @Override
    public String topic() {
        return options.getTopic();
    }

    @Override
    public String subscription() {
        return options.getSubscription();
    }

    @Override
    public List<PartitionConsumer> partitions() {
        return List.copyOf(parts);
    }

    @Override
    public Consumer handler(@Nullable Handler<Message> handler) {
        parts.forEach(part -> part.handler(handler));
        return this;
    }

    @Override
    public Future<Void> ack(Message message) {
        StreamingConsumer part = byTopic.get(message.partitionTopic());
        return part == null ? foreign(message) : part.ack(message);
    }

    @Override
    public Future<Void> nack(Message message, Duration delay, String reason) {
        StreamingConsumer part = byTopic.get(message.partitionTopic());
        return part == null ? foreign(message) : part.nack(message, delay, reason);
    }

    private Future<Void> foreign(Message message) {
        return scope.onContext(() -> Future.failedFuture(new DanubeException(
                Kind.CONFIGURATION, "The message " + message.id() + " does not belong to a consumer of " + topic())));
    }

    @Override
    public Future<Void> close() {
        return scope.onContext(() -> {
            closeNow();
            return Future.succeededFuture();
        });
    }

    /** Closes at once; to be called on the context. */
    void closeNow() {
        if (!closed) {
            closed = true;
            onClose.run();
            parts.forEach(StreamingConsumer::closeNow);
        }
    }
}
