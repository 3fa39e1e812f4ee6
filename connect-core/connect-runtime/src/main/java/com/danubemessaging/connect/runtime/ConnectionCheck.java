package com.danubemessaging.connect.runtime;

import com.danubemessaging.connect.api.BlockingSinkConnector;
import com.danubemessaging.connect.api.BlockingSourceConnector;
import com.danubemessaging.connect.api.Connector;
import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.api.SinkConnector;
import com.danubemessaging.connect.api.SourceConnector;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.runtime.broker.Broker;
import com.danubemessaging.connect.runtime.broker.BrokerAccess;
import com.danubemessaging.connect.runtime.host.CheckContext;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Tries both ends without moving data. One use. */
final class ConnectionCheck {

    private static final long CONNECTOR_SECONDS = 40;

    private final Vertx vertx;
    private final ConnectorConfig config;
    private final ConnectRuntimeOptions options;
    private final ConnectorProvider provider;

    ConnectionCheck(Vertx vertx, ConnectorConfig config, ConnectRuntimeOptions options, ConnectorProvider provider) {
        this.vertx = vertx;
        this.config = config;
        this.options = options;
        this.provider = provider;
    }

    Future<CheckReport> run() {
        List<CheckReport.Item> items = new ArrayList<>();
        Promise<CheckReport> report = Promise.promise();
        // Connectors expect an event loop, as when they run.
        vertx.getOrCreateContext().runOnContext(ignored -> danube().compose(item -> {
                    items.add(item);
                    return connector();
                })
                .map(item -> {
                    items.add(item);
                    return new CheckReport(items);
                })
                .onComplete(report));
        return report.future();
    }

    private Future<CheckReport.Item> danube() {
        String url = config.danubeAddress();
        Broker broker;
        try {
            broker = Broker.connect(vertx, new BrokerAccess(config, options.getDanubeTokenSupplier()));
        } catch (ConfigurationException e) {
            return Future.succeededFuture(new CheckReport.Item("danube", false, text(e)));
        }
        return broker.check().transform(result -> broker.close()
                .otherwiseEmpty()
                .map(new CheckReport.Item(
                        "danube",
                        result.succeeded(),
                        result.succeeded()
                                ? "a broker answers at " + url
                                : "no broker answers at " + url + ": " + text(result.cause()))));
    }

    private Future<CheckReport.Item> connector() {
        return tried().timeout(CONNECTOR_SECONDS, TimeUnit.SECONDS)
                .map(new CheckReport.Item(
                        provider.type(), true, "the external system can be reached with these settings"))
                .otherwise(failure -> new CheckReport.Item(provider.type(), false, text(failure)));
    }

    /** Whatever a connector throws is an answer too: {@code check} never fails. */
    private Future<Void> tried() {
        try {
            Future<Void> outcome = tried(provider.create(config));
            return outcome == null ? Future.failedFuture("checkConnection returned null instead of a future") : outcome;
        } catch (RuntimeException | LinkageError e) {
            return Future.failedFuture(e);
        }
    }

    private Future<Void> tried(Connector connector) {
        CheckContext context = new CheckContext(vertx, config.connectorName());
        if (connector instanceof SinkConnector sink) {
            return sink.checkConnection(context.sink());
        }
        if (connector instanceof SourceConnector source) {
            return source.checkConnection(context.source());
        }
        Callable<Void> blocking = () -> {
            if (connector instanceof BlockingSinkConnector sink) {
                sink.checkConnection(context.sink());
            } else if (connector instanceof BlockingSourceConnector source) {
                source.checkConnection(context.source());
            }
            return null;
        };
        return vertx.executeBlocking(blocking, false);
    }

    private static String text(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
