package com.danubemessaging.connect.testkit;

import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.RecordEmitter;
import com.danubemessaging.connect.api.SourceContext;
import com.danubemessaging.connect.api.StreamingSourceConnector;
import com.danubemessaging.connect.api.record.SourceOffset;
import com.danubemessaging.connect.api.record.SourceRecord;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A streaming source that keeps the contract: looks into its queue now and then, and acknowledges in commit. */
class MemorySource implements StreamingSourceConnector {

    final MemoryQueue queue = MemoryQueue.current;
    int next;
    private long timer = -1;

    @Nullable
    Vertx vertx;

    @Override
    public List<ProducerConfig> producerConfigs() {
        return List.of(ProducerConfig.reliable("/default/items"));
    }

    @Override
    public Future<Void> initialize(SourceContext context) {
        vertx = context.vertx();
        next = queue.acknowledged;
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> start(RecordEmitter emitter) {
        timer = vertx().setPeriodic(5, ignored -> look(emitter));
        return Future.succeededFuture();
    }

    Vertx vertx() {
        return Objects.requireNonNull(vertx);
    }

    boolean mayEmit(RecordEmitter emitter) {
        return !emitter.writeQueueFull();
    }

    void look(RecordEmitter emitter) {
        while (next < queue.items.size() && mayEmit(emitter)) {
            emitter.push(SourceRecord.of("/default/items", queue.items.get(next))
                    .withOffset(SourceOffset.of("queue", next)));
            next++;
        }
    }

    @Override
    public Future<Void> commit(List<SourceOffset> offsets) {
        queue.acknowledged = (int) offsets.get(0).value() + 1;
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> quiesce() {
        if (timer >= 0) {
            vertx().cancelTimer(timer);
        }
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> shutdown() {
        return quiesce();
    }
}
