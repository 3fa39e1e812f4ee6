package com.danubemessaging.connect.runtime;

import com.danubemessaging.connect.api.BatchResult;
import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.SinkConnector;
import com.danubemessaging.connect.api.SinkContext;
import com.danubemessaging.connect.api.health.HealthStatus;
import com.danubemessaging.connect.api.record.SinkRecord;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A sink that writes nothing and lets the test use its context. */
final class ContextSink implements SinkConnector {

    private final ConsumerConfig consumer;
    private volatile @Nullable SinkContext context;
    volatile Future<HealthStatus> health = Future.succeededFuture(HealthStatus.healthy());

    ContextSink(ConsumerConfig consumer) {
        this.consumer = consumer;
    }

    SinkContext context() {
        return Objects.requireNonNull(context, "not initialized");
    }

    @Override
    public List<ConsumerConfig> consumerConfigs() {
        return List.of(consumer);
    }

    @Override
    public Future<Void> initialize(SinkContext given) {
        context = given;
        return Future.succeededFuture();
    }

    @Override
    public Future<BatchResult> processBatch(List<SinkRecord> records) {
        return CollectingSink.done(records);
    }

    @Override
    public Future<HealthStatus> healthCheck() {
        return health;
    }
}
