package com.danubemessaging.connect.runtime;

import com.danubemessaging.connect.api.BlockingSinkConnector;
import com.danubemessaging.connect.api.BlockingSourceConnector;
import com.danubemessaging.connect.api.Connector;
import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.api.SinkConnector;
import com.danubemessaging.connect.api.SourceConnector;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.api.error.ConnectException;
import com.danubemessaging.connect.runtime.host.CheckContext;
import com.danubemessaging.vertx.client.DanubeClient;
import com.danubemessaging.vertx.client.DanubeClientOptions;
import io.vertx.core.Future;
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
    private final ConnectorProvider provider;

    ConnectionCheck(Vertx vertx, ConnectorConfig config, ConnectorProvider provider) {
        this.vertx = vertx;
        this.config = config;
        this.provider = provider;
    }

    Future<CheckReport> run() {
        List<CheckReport.Item> items = new ArrayList<>();
        return danube().compose(item -> {
                    items.add(item);
                    return connector();
                })
                .map(item -> {
                    items.add(item);
                    return new CheckReport(items);
                });
    }

    private Future<CheckReport.Item> danube() {
        String url = config.danubeServiceUrl();
        DanubeClient client;
        try {
            client = DanubeClient.create(vertx, new DanubeClientOptions().setServiceUrl(url));
        } catch (RuntimeException e) {
            return Future.succeededFuture(new CheckReport.Item("danube", false, String.valueOf(e.getMessage())));
        }
        return client.checkConnection().transform(result -> client.close()
                .otherwiseEmpty()
                .map(new CheckReport.Item(
                        "danube",
                        result.succeeded(),
                        result.succeeded() ? "a broker answers at " + url : text(result.cause()))));
    }

    private Future<CheckReport.Item> connector() {
        return tried().timeout(CONNECTOR_SECONDS, TimeUnit.SECONDS)
                .map(new CheckReport.Item(
                        provider.type(), true, "the external system can be reached with these settings"))
                .otherwise(failure -> new CheckReport.Item(provider.type(), false, text(failure)));
    }

    private Future<Void> tried() {
        Connector connector;
        try {
            connector = provider.create(config);
        } catch (ConnectException e) {
            return Future.failedFuture(e);
        }
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
