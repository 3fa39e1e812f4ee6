package com.danubemessaging.connect.runtime.host;

import com.danubemessaging.connect.api.ConnectorMetrics;
import com.danubemessaging.connect.api.PollingSourceConnector;
import com.danubemessaging.connect.api.SourceConnector;
import com.danubemessaging.connect.api.SourceContext;
import com.danubemessaging.connect.api.StreamingSourceConnector;
import com.danubemessaging.connect.api.health.HealthStatus;
import com.danubemessaging.connect.api.record.SourceOffset;
import com.danubemessaging.connect.runtime.bus.ConnectorBus;
import com.danubemessaging.connect.runtime.bus.HostCommand;
import com.danubemessaging.connect.runtime.bus.HostEvent;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Hosts a source. Confined to its verticle's context: an event loop, or a worker for a blocking source. */
final class SourceHost extends VerticleBase {

    private final SourceConnector connector;
    private final ConnectorHost host;
    private final Function<String, Optional<SourceOffset>> positions;
    private final int creditRecords;
    private final long creditBytes;
    private @Nullable BusEmitter emitter;

    SourceHost(
            SourceConnector connector,
            ConnectorHost host,
            Function<String, Optional<SourceOffset>> positions,
            int creditRecords,
            long creditBytes) {
        this.connector = connector;
        this.host = host;
        this.positions = positions;
        this.creditRecords = creditRecords;
        this.creditBytes = creditBytes;
    }

    @Override
    public Future<?> start() {
        emitter = new BusEmitter(context, host.bus(), creditRecords, creditBytes);
        return host.bus().onCommand(host.task(), this::handle).completion();
    }

    private void handle(HostCommand command) {
        ConnectorBus bus = host.bus();
        int task = host.task();
        if (command instanceof HostCommand.Settle settle) {
            emitter().settled(settle);
        } else if (command instanceof HostCommand.Commit commit) {
            Blocking.compose(() -> connector.commit(commit.offsets()))
                    .onComplete(result -> bus.event(new HostEvent.Committed(task, result.cause())));
        } else if (command instanceof HostCommand.Poll) {
            poll();
        } else if (command instanceof HostCommand.Describe) {
            describe();
        } else if (command instanceof HostCommand.Initialize) {
            Blocking.compose(() -> connector.initialize(new Context()))
                    .onComplete(result -> bus.event(new HostEvent.Initialized(task, result.cause())));
        } else if (command instanceof HostCommand.Start) {
            begin();
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

    private BusEmitter emitter() {
        BusEmitter current = emitter;
        if (current == null) {
            throw new IllegalStateException("the host has not started");
        }
        return current;
    }

    private void begin() {
        Future<Void> started = connector instanceof StreamingSourceConnector streaming
                ? Blocking.compose(() -> streaming.start(emitter()))
                : Future.succeededFuture();
        started.onComplete(result -> host.bus().event(new HostEvent.Started(host.task(), result.cause())));
    }

    private void poll() {
        if (connector instanceof PollingSourceConnector polling) {
            Blocking.compose(polling::poll).onComplete(result -> host.bus()
                    .event(new HostEvent.Polled(
                            host.task(), result.succeeded() ? result.result() : List.of(), result.cause())));
        }
    }

    private void describe() {
        HostEvent event;
        try {
            event = new HostEvent.Described(
                    host.task(), List.of(), List.copyOf(connector.producerConfigs()), Duration.ZERO, null);
        } catch (RuntimeException e) {
            event = new HostEvent.Described(host.task(), List.of(), List.of(), Duration.ZERO, e);
        }
        host.bus().event(event);
    }

    private final class Context implements SourceContext {
        @Override
        public Optional<SourceOffset> committedOffset(String partition) {
            return positions.apply(partition);
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
