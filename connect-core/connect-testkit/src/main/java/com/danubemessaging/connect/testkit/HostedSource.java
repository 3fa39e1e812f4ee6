package com.danubemessaging.connect.testkit;

import com.danubemessaging.connect.api.BlockingSourceConnector;
import com.danubemessaging.connect.api.Connector;
import com.danubemessaging.connect.api.PollingSourceConnector;
import com.danubemessaging.connect.api.SourceConnector;
import com.danubemessaging.connect.api.StreamingSourceConnector;
import com.danubemessaging.connect.api.health.HealthStatus;
import com.danubemessaging.connect.api.record.SourceOffset;
import com.danubemessaging.connect.api.record.SourceRecord;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** A source in its proper context, with one set of methods for its three shapes. Thread-safe. */
final class HostedSource {

    private final Connector connector;
    private final TestingSourceContext context;
    private final HostVerticle host;
    private final Vertx vertx;
    private final ContractEmitter emitter;

    private HostedSource(Connector connector, TestingSourceContext context, HostVerticle host, Vertx vertx) {
        this.connector = connector;
        this.context = context;
        this.host = host;
        this.vertx = vertx;
        this.emitter = new ContractEmitter(host);
    }

    static Future<HostedSource> deploy(Connector connector, TestingSourceContext context, Vertx vertx) {
        boolean isBlocking = connector instanceof BlockingSourceConnector;
        if (!isBlocking && !(connector instanceof SourceConnector)) {
            return Future.failedFuture(new AssertionError(
                    "the provider made " + connector.getClass().getName() + ", which is no source"));
        }
        return HostVerticle.deploy(vertx, isBlocking, context.connectorName(), 1)
                .map(host -> new HostedSource(connector, context, host, vertx));
    }

    TestingSourceContext context() {
        return context;
    }

    boolean isStreaming() {
        return connector instanceof StreamingSourceConnector;
    }

    /** What a streaming source emits to. */
    ContractEmitter emitter() {
        return emitter;
    }

    Future<Void> initialize() {
        return host.call(
                "initialize",
                shape(
                        source -> BlockingCalls.run(() -> source.initialize(context)),
                        source -> source.initialize(context)));
    }

    /** Lets a streaming source begin; nothing for the others. */
    Future<Void> start() {
        return connector instanceof StreamingSourceConnector streaming
                ? host.call("start", () -> streaming.start(emitter))
                : Future.succeededFuture();
    }

    /** One poll; what a streaming source has emitted since the last one. */
    Future<List<SourceRecord>> poll() {
        if (connector instanceof StreamingSourceConnector) {
            return Future.succeededFuture(emitter.take());
        }
        return host.call(
                "poll",
                shape(source -> BlockingCalls.call(source::poll), source -> ((PollingSourceConnector) source).poll()));
    }

    Future<Void> commit(List<SourceOffset> offsets) {
        return host.call(
                "commit",
                shape(source -> BlockingCalls.run(() -> source.commit(offsets)), source -> source.commit(offsets)));
    }

    Future<HealthStatus> healthCheck() {
        return host.call(
                "healthCheck", shape(source -> BlockingCalls.call(source::healthCheck), SourceConnector::healthCheck));
    }

    Future<Void> checkConnection() {
        return host.call(
                "checkConnection",
                shape(
                        source -> BlockingCalls.run(() -> source.checkConnection(context)),
                        source -> source.checkConnection(context)));
    }

    /** On a thread of its own for a blocking source, as its contract says. */
    Future<Void> quiesce() {
        emitter.quiesce();
        if (connector instanceof BlockingSourceConnector blocking) {
            return vertx.executeBlocking(() -> {
                blocking.quiesce();
                return null;
            });
        }
        return host.call("quiesce", ((SourceConnector) connector)::quiesce);
    }

    Future<Void> shutdown() {
        return host.call("shutdown", shape(source -> BlockingCalls.run(source::shutdown), SourceConnector::shutdown));
    }

    Future<Void> undeploy() {
        return host.undeploy();
    }

    List<String> violations() {
        return host.violations();
    }

    private <T> Supplier<Future<T>> shape(
            Function<BlockingSourceConnector, Future<T>> blocking, Function<SourceConnector, Future<T>> nonBlocking) {
        return () -> connector instanceof BlockingSourceConnector source
                ? blocking.apply(source)
                : nonBlocking.apply((SourceConnector) connector);
    }
}
