package com.danubemessaging.connect.runtime.host;

import com.danubemessaging.connect.api.ConnectorMetrics;
import com.danubemessaging.connect.api.PollingSourceConnector;
import com.danubemessaging.connect.api.SourceConnector;
import com.danubemessaging.connect.api.SourceContext;
import com.danubemessaging.connect.api.StreamingSourceConnector;
import com.danubemessaging.connect.api.health.HealthStatus;
import com.danubemessaging.connect.api.record.SourceOffset;
import com.danubemessaging.connect.api.record.SourceRecord;
import com.danubemessaging.connect.runtime.bus.HostCommand;
import com.danubemessaging.connect.runtime.bus.HostEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Hosts a source. Confined to its verticle's context: an event loop, or a worker for a blocking source. */
final class SourceHost extends HostVerticle {

    private final SourceConnector connector;
    private final HostDeployment.SourceSettings settings;
    private @Nullable BusEmitter emitter;

    SourceHost(SourceConnector connector, ConnectorHost host, HostDeployment.SourceSettings settings) {
        super(host);
        this.connector = connector;
        this.settings = settings;
    }

    @Override
    public Future<?> start() {
        emitter = new BusEmitter(context, host().bus(), settings.creditRecords(), settings.creditBytes());
        return super.start();
    }

    @Override
    HostEvent describe() {
        return new HostEvent.Described(
                host().task(), List.of(), List.copyOf(connector.producerConfigs()), Duration.ZERO, null);
    }

    @Override
    Future<Void> initialize() {
        return connector.initialize(new Context(host(), settings.positions()));
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
        emitter().close();
        return connector.shutdown();
    }

    @Override
    void work(HostCommand command) {
        if (command instanceof HostCommand.Settle settle) {
            emitter().settled(settle);
        } else if (command instanceof HostCommand.Refuse refuse) {
            emitter().refused(refuse);
        } else if (command instanceof HostCommand.DanubeReady danube) {
            emitter().danubeReady(danube.isReady());
        } else if (command instanceof HostCommand.Commit commit) {
            Calls.compose("commit", () -> connector.commit(commit.offsets()))
                    .onComplete(result -> event(new HostEvent.Committed(host().task(), result.cause())));
        } else if (command instanceof HostCommand.Poll) {
            poll();
        } else if (command instanceof HostCommand.Start) {
            begin();
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
        if (connector instanceof StreamingSourceConnector streaming) {
            Calls.compose("start", () -> streaming.start(emitter()))
                    .onComplete(result -> event(new HostEvent.Started(host().task(), result.cause())));
        }
    }

    private void poll() {
        if (connector instanceof PollingSourceConnector polling) {
            Calls.compose("poll", polling::poll)
                    .map(SourceHost::known)
                    .onSuccess(records -> event(new HostEvent.Polled(host().task(), records, null)))
                    .onFailure(failure -> event(new HostEvent.Polled(host().task(), List.of(), failure)));
        }
    }

    private static List<SourceRecord> known(@Nullable List<SourceRecord> records) {
        if (records == null) {
            throw new IllegalStateException("poll completed with null instead of a list");
        }
        return List.copyOf(records);
    }

    private record Context(ConnectorHost host, Function<String, Optional<SourceOffset>> positions)
            implements SourceContext {
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
