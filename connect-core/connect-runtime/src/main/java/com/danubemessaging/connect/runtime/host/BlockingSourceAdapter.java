package com.danubemessaging.connect.runtime.host;

import com.danubemessaging.connect.api.BlockingSourceConnector;
import com.danubemessaging.connect.api.PollingSourceConnector;
import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.SourceContext;
import com.danubemessaging.connect.api.health.HealthStatus;
import com.danubemessaging.connect.api.record.SourceOffset;
import com.danubemessaging.connect.api.record.SourceRecord;
import io.vertx.core.Future;
import java.util.List;

/**
 * A blocking source as a polled one whose futures are complete when they are returned; to be called on a worker thread.
 */
final class BlockingSourceAdapter implements PollingSourceConnector {

    private final BlockingSourceConnector connector;
    private final CallGuard guard = new CallGuard();

    BlockingSourceAdapter(BlockingSourceConnector connector) {
        this.connector = connector;
    }

    CallGuard guard() {
        return guard;
    }

    @Override
    public List<ProducerConfig> producerConfigs() {
        return connector.producerConfigs();
    }

    @Override
    public Future<Void> initialize(SourceContext context) {
        return Calls.run(() -> connector.initialize(context));
    }

    @Override
    public Future<List<SourceRecord>> poll() {
        guard.enter(CallGuard.POLL);
        try {
            return Calls.call(connector::poll);
        } finally {
            guard.leave();
        }
    }

    @Override
    public Future<Void> commit(List<SourceOffset> offsets) {
        return Calls.run(() -> connector.commit(offsets));
    }

    /** Called on a thread of its own, see {@link BlockingSourceConnector#quiesce()}. */
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
    public Future<Void> checkConnection(SourceContext context) {
        return Calls.run(() -> connector.checkConnection(context));
    }
}
