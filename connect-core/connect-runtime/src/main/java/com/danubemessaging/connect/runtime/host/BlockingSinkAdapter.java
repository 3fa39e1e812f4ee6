package com.danubemessaging.connect.runtime.host;

import com.danubemessaging.connect.api.BatchResult;
import com.danubemessaging.connect.api.BlockingSinkConnector;
import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.SinkConnector;
import com.danubemessaging.connect.api.SinkContext;
import com.danubemessaging.connect.api.health.HealthStatus;
import com.danubemessaging.connect.api.record.SinkRecord;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/** A blocking sink as a sink whose futures are complete when they are returned; to be called on a worker thread. */
final class BlockingSinkAdapter implements SinkConnector {

    private final BlockingSinkConnector connector;
    private final CallGuard guard = new CallGuard();
    private long batchId;

    BlockingSinkAdapter(BlockingSinkConnector connector) {
        this.connector = connector;
    }

    CallGuard guard() {
        return guard;
    }

    /** Names the call that {@link #processBatch} is about to make. */
    void nextBatch(long id) {
        batchId = id;
    }

    @Override
    public List<ConsumerConfig> consumerConfigs() {
        return connector.consumerConfigs();
    }

    @Override
    public Future<Void> initialize(SinkContext context) {
        return Calls.run(() -> connector.initialize(context));
    }

    @Override
    public Future<BatchResult> processBatch(List<SinkRecord> records) {
        guard.enter(batchId);
        try {
            return Calls.call(() -> connector.processBatch(records));
        } finally {
            guard.leave();
        }
    }

    @Override
    public Duration linger() {
        return connector.linger();
    }

    /** Called on a thread of its own, see {@link BlockingSinkConnector#quiesce()}. */
    @Override
    public Future<Void> quiesce() {
        return Calls.run(connector::quiesce);
    }

    @Override
    public Future<Void> shutdown() {
        return Calls.run(connector::shutdown);
    }

    @Override
    public Future<HealthStatus> healthCheck() {
        return Calls.call(connector::healthCheck);
    }

    @Override
    public Future<Void> checkConnection(SinkContext context) {
        return Calls.run(() -> connector.checkConnection(context));
    }
}
