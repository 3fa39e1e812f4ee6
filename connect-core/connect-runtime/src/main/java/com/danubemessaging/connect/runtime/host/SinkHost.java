package com.danubemessaging.connect.runtime.host;

import com.danubemessaging.connect.api.ConnectorMetrics;
import com.danubemessaging.connect.api.SinkConnector;
import com.danubemessaging.connect.api.SinkContext;
import com.danubemessaging.connect.api.health.HealthStatus;
import com.danubemessaging.connect.runtime.bus.ConnectorBus;
import com.danubemessaging.connect.runtime.bus.HostCommand;
import com.danubemessaging.connect.runtime.bus.HostEvent;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;

/** Hosts one task of a sink. Confined to its verticle's context: an event loop, or a worker for a blocking sink. */
final class SinkHost extends VerticleBase {

    private final SinkConnector connector;
    private final ConnectorHost host;
    private final int taskCount;

    SinkHost(SinkConnector connector, ConnectorHost host, int taskCount) {
        this.connector = connector;
        this.host = host;
        this.taskCount = taskCount;
    }

    @Override
    public Future<?> start() {
        return host.bus().onCommand(host.task(), this::handle).completion();
    }

    private void handle(HostCommand command) {
        ConnectorBus bus = host.bus();
        int task = host.task();
        if (command instanceof HostCommand.ProcessBatch batch) {
            process(batch);
        } else if (command instanceof HostCommand.Describe) {
            describe();
        } else if (command instanceof HostCommand.Initialize) {
            Blocking.compose(() -> connector.initialize(new Context()))
                    .onComplete(result -> bus.event(new HostEvent.Initialized(task, result.cause())));
        } else if (command instanceof HostCommand.CheckHealth) {
            Blocking.compose(connector::healthCheck)
                    .otherwise(failure -> HealthStatus.unhealthy("the health check failed: " + failure.getMessage()))
                    .onSuccess(status -> bus.event(new HostEvent.HealthReported(task, status, true)));
        } else if (command instanceof HostCommand.Quiesce) {
            Blocking.compose(connector::quiesce)
                    .onComplete(result -> bus.event(new HostEvent.Quiesced(task, result.cause())));
        } else if (command instanceof HostCommand.Shutdown) {
            Blocking.compose(connector::shutdown)
                    .onComplete(result -> bus.event(new HostEvent.ShutDown(task, result.cause())));
        }
    }

    private void process(HostCommand.ProcessBatch batch) {
        if (connector instanceof BlockingSinkAdapter blocking) {
            blocking.nextBatch(batch.batchId());
        }
        Blocking.compose(() -> connector.processBatch(batch.records())).onComplete(result -> host.bus()
                .event(new HostEvent.BatchEnded(host.task(), batch.batchId(), result.result(), result.cause())));
    }

    private void describe() {
        HostEvent event;
        try {
            event = new HostEvent.Described(
                    host.task(), List.copyOf(connector.consumerConfigs()), List.of(), connector.linger(), null);
        } catch (RuntimeException e) {
            event = new HostEvent.Described(host.task(), List.of(), List.of(), Duration.ZERO, e);
        }
        host.bus().event(event);
    }

    private final class Context implements SinkContext {
        @Override
        public int task() {
            return host.task();
        }

        @Override
        public int taskCount() {
            return taskCount;
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
