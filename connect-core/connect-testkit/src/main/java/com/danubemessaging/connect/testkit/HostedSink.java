package com.danubemessaging.connect.testkit;

import com.danubemessaging.connect.api.BatchResult;
import com.danubemessaging.connect.api.BlockingSinkConnector;
import com.danubemessaging.connect.api.Connector;
import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.SinkConnector;
import com.danubemessaging.connect.api.SinkContext;
import com.danubemessaging.connect.api.health.HealthStatus;
import com.danubemessaging.connect.api.record.SinkRecord;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One task of a sink in its proper context, with one set of methods for both shapes. Checks the grammar of every
 * result. Thread-safe.
 */
final class HostedSink {

    private final Connector connector;
    private final SinkContext context;
    private final HostVerticle host;
    private final Vertx vertx;
    private final AtomicBoolean isBusy = new AtomicBoolean();

    private HostedSink(Connector connector, SinkContext context, HostVerticle host, Vertx vertx) {
        this.connector = connector;
        this.context = context;
        this.host = host;
        this.vertx = vertx;
    }

    static Future<HostedSink> deploy(Connector connector, SinkContext context, Vertx vertx) {
        boolean isBlocking = connector instanceof BlockingSinkConnector;
        if (!isBlocking && !(connector instanceof SinkConnector)) {
            return Future.failedFuture(new AssertionError(
                    "the provider made " + connector.getClass().getName() + ", which is no sink"));
        }
        return HostVerticle.deploy(vertx, isBlocking, context.connectorName(), context.taskCount())
                .map(host -> new HostedSink(connector, context, host, vertx));
    }

    Future<List<ConsumerConfig>> consumerConfigs() {
        return either(
                "consumerConfigs",
                BlockingSinkConnector::consumerConfigs,
                sink -> Future.succeededFuture(sink.consumerConfigs()));
    }

    Future<Void> initialize() {
        return host.call(
                "initialize",
                shape(sink -> BlockingCalls.run(() -> sink.initialize(context)), sink -> sink.initialize(context)));
    }

    /** @throws IllegalStateException if a batch is under way: the runtime never does that, so the kit must not */
    Future<BatchResult> processBatch(List<SinkRecord> records) {
        if (!isBusy.compareAndSet(false, true)) {
            throw new IllegalStateException("a batch is under way");
        }
        return either("processBatch", sink -> sink.processBatch(records), sink -> sink.processBatch(records))
                .eventually(() -> {
                    isBusy.set(false);
                    return Future.succeededFuture();
                })
                .map(result -> OutcomeGrammar.check(records, result));
    }

    Future<HealthStatus> healthCheck() {
        return either("healthCheck", BlockingSinkConnector::healthCheck, SinkConnector::healthCheck);
    }

    Future<Void> checkConnection() {
        return host.call(
                "checkConnection",
                shape(
                        sink -> BlockingCalls.run(() -> sink.checkConnection(context)),
                        sink -> sink.checkConnection(context)));
    }

    /** On a thread of its own for a blocking sink, as its contract says. */
    Future<Void> quiesce() {
        if (connector instanceof BlockingSinkConnector blocking) {
            return vertx.executeBlocking(() -> {
                blocking.quiesce();
                return null;
            });
        }
        return host.call("quiesce", ((SinkConnector) connector)::quiesce);
    }

    Future<Void> shutdown() {
        return host.call("shutdown", shape(sink -> BlockingCalls.run(sink::shutdown), SinkConnector::shutdown));
    }

    Future<Void> undeploy() {
        return host.undeploy();
    }

    List<String> violations() {
        return host.violations();
    }

    private interface BlockingCall<T> {
        T on(BlockingSinkConnector sink) throws Exception;
    }

    private <T> Future<T> either(
            String name, BlockingCall<T> blocking, Function<SinkConnector, Future<T>> nonBlocking) {
        return host.call(name, shape(sink -> BlockingCalls.call(() -> blocking.on(sink)), nonBlocking));
    }

    private <T> Supplier<Future<T>> shape(
            Function<BlockingSinkConnector, Future<T>> blocking, Function<SinkConnector, Future<T>> nonBlocking) {
        return () -> connector instanceof BlockingSinkConnector sink
                ? blocking.apply(sink)
                : nonBlocking.apply((SinkConnector) connector);
    }
}
