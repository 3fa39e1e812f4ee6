package com.danubemessaging.vertx.client.internal;

import com.danubemessaging.vertx.client.DanubeException;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import com.danubemessaging.vertx.client.OutgoingMessage;
import com.danubemessaging.vertx.client.Producer;
import com.danubemessaging.vertx.client.ProducerOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A producer over one registration per partition, or over one for a plain topic. Confined to its context. */
final class PartitionedProducer implements Producer, SendQueue.Sender {

    private final ClientScope scope;
    private final ProducerOptions options;
    private final List<PartitionProducer> parts;
    private final SendQueue queue;
    private final AtomicInteger nextPartition = new AtomicInteger();
    private final Runnable onClose;
    private volatile boolean ready;
    private boolean closed;
    private @Nullable Handler<Boolean> readinessHandler;

    PartitionedProducer(
            ClientScope scope,
            Discovery discovery,
            SchemaCalls schemas,
            ProducerOptions options,
            java.util.function.Consumer<Producer> onClose) {
        this.scope = scope;
        this.options = options;
        this.onClose = () -> onClose.accept(this);
        int partitions = options.getPartitions();
        this.parts = partitions == 0
                ? List.of(part(discovery, schemas, options.getTopic(), options.getName()))
                : IntStream.range(0, partitions)
                        .mapToObj(i -> part(
                                discovery,
                                schemas,
                                TopicNames.partition(options.getTopic(), i),
                                options.getName() + "-" + i))
                        .toList();
        this.queue = new SendQueue(
                scope,
                options.getTopic(),
                options.getOrdering(),
                options.getMaxInFlightRecords(),
                options.getMaxInFlightBytes(),
                this);
    }

    private PartitionProducer part(Discovery discovery, SchemaCalls schemas, String topic, String name) {
        return new PartitionProducer(
                scope,
                discovery,
                new ProducerSchema(schemas, options.getSchema()),
                topic,
                name,
                options.getDispatchStrategy(),
                this::readinessChanged);
    }

    /** Registers all partitions; closes what was registered if one of them fails for good. */
    Future<Producer> open() {
        List<Future<Void>> opened =
                parts.stream().map(part -> part.open(options.getStartTimeout())).toList();
        return Future.all(opened).<Producer>map(this).onFailure(failure -> closeNow());
    }

    private void readinessChanged() {
        boolean now = parts.stream().allMatch(PartitionProducer::isReady);
        if (now != ready) {
            ready = now;
            Handler<Boolean> handler = readinessHandler;
            if (handler != null) {
                handler.handle(now);
            }
        }
    }

    @Override
    public String topic() {
        return options.getTopic();
    }

    @Override
    public String name() {
        return options.getName();
    }

    @Override
    public int partitionCount() {
        return options.getPartitions();
    }

    @Override
    public int partitionFor(@Nullable String routingKey) {
        if (parts.size() == 1) {
            return 0;
        }
        return routingKey == null
                ? Integer.remainderUnsigned(nextPartition.getAndIncrement(), parts.size())
                : Fnv1a.partition(routingKey, parts.size());
    }

    @Override
    public Future<Void> send(OutgoingMessage message) {
        return scope.onContext(() -> {
            if (closed || queue.isFull()) {
                return queue.send(0, message);
            }
            return queue.send(partitionFor(message.routingKey()), message);
        });
    }

    @Override
    public Future<Void> trySend(int partition, OutgoingMessage message) {
        return scope.onContext(() -> partition >= 0 && partition < parts.size()
                ? parts.get(partition).trySend(message)
                : Future.failedFuture(noSuchPartition(partition)));
    }

    private DanubeException noSuchPartition(int partition) {
        return new DanubeException(
                Kind.CONFIGURATION,
                "Partition " + partition + " of " + topic() + " does not exist; there are " + parts.size());
    }

    @Override
    public boolean isReady(int partition) {
        return parts.get(partition).isReady();
    }

    @Override
    public void whenReady(int partition, Runnable action) {
        parts.get(partition).whenReady(action);
    }

    @Override
    public boolean writeQueueFull() {
        return queue.isFull();
    }

    @Override
    public Producer drainHandler(@Nullable Handler<Void> handler) {
        scope.execute(() -> queue.drainHandler(handler));
        return this;
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public Producer readinessHandler(@Nullable Handler<Boolean> handler) {
        scope.execute(() -> readinessHandler = handler);
        return this;
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
        if (closed) {
            return;
        }
        closed = true;
        onClose.run();
        queue.close();
        parts.forEach(PartitionProducer::close);
        readinessChanged();
    }
}
