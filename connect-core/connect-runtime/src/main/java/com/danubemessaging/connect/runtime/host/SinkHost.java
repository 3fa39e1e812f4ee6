package com.danubemessaging.connect.runtime.host;

import com.danubemessaging.connect.api.ConnectorMetrics;
import com.danubemessaging.connect.api.SinkConnector;
import com.danubemessaging.connect.api.SinkContext;
import com.danubemessaging.connect.api.health.HealthStatus;
import com.danubemessaging.connect.runtime.bus.HostCommand;
import com.danubemessaging.connect.runtime.bus.HostEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;

/** Hosts one task of a sink. Confined to its verticle's context: an event loop, or a worker for a blocking sink. */
final class SinkHost extends HostVerticle {

    private final SinkConnector connector;
    private final int taskCount;

    SinkHost(SinkConnector connector, ConnectorHost host, int taskCount) {
        super(host);
        this.connector = connector;
        this.taskCount = taskCount;
    }

    @Override
    HostEvent describe() {
        return new HostEvent.Described(
                host().task(), List.copyOf(connector.consumerConfigs()), List.of(), connector.linger(), null);
    }

    @Override
    Future<Void> initialize() {
        return connector.initialize(new Context(host(), taskCount));
    }

    @Override
    Future<HealthStatus> healthCheck() {
        return connector.healthCheck();
    }

    @Override
    Future<Void> quiesce() {
        return connector.quiesce();
    }

    @Override
    Future<Void> shutdown() {
        return connector.shutdown();
    }

    @Override
    void work(HostCommand command) {
        if (command instanceof HostCommand.ProcessBatch batch) {
            if (connector instanceof BlockingSinkAdapter blocking) {
                blocking.nextBatch(batch.batchId());
            }
            Calls.compose("processBatch", () -> connector.processBatch(batch.records()))
                    .onComplete(result -> event(
                            new HostEvent.BatchEnded(host().task(), batch.batchId(), result.result(), result.cause())));
        }
    }

    private record Context(ConnectorHost host, int taskCount) implements SinkContext {
        @Override
        public int task() {
            return host.task();
        }

        @Override
        public Vertx vertx() {
            return host.vertx();
        }

        @Override
        public String connectorName() {
            return host.connectorName();
        }

        @Override
        public Map<String, String> environment() {
            return host.environment();
        }

        @Override
        public ConnectorMetrics metrics() {
            return host.metrics();
        }

        @Override
        public void reportHealth(HealthStatus status) {
            host.reportHealth(status);
        }

        @Override
        public void reportError(Throwable error) {
            host.reportError(error);
        }
    }
}
