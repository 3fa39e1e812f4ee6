package com.danubemessaging.connect.runtime;

import com.danubemessaging.connect.api.BlockingSinkConnector;
import com.danubemessaging.connect.api.BlockingSourceConnector;
import com.danubemessaging.connect.api.Connector;
import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.SinkConnector;
import com.danubemessaging.connect.api.SourceConnector;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.runtime.broker.Broker;
import com.danubemessaging.connect.runtime.broker.BrokerAccess;
import com.danubemessaging.connect.runtime.broker.Finding;
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
    private static final String SUBSCRIPTION = "subscription";
    private static final String TOPIC = "topic";

    private final Vertx vertx;
    private final ConnectorConfig config;
    private final ConnectRuntimeOptions options;
    private final ConnectorProvider provider;
    private final List<CheckReport.Item> items = new ArrayList<>();
    private final List<CheckReport.Item> failures = new ArrayList<>();
    private final List<CheckReport.Note> notes = new ArrayList<>();

    ConnectionCheck(Vertx vertx, ConnectorConfig config, ConnectRuntimeOptions options, ConnectorProvider provider) {
        this.vertx = vertx;
        this.config = config;
        this.options = options;
        this.provider = provider;
    }

    Future<CheckReport> run() {
        Promise<CheckReport> report = Promise.promise();
        // Connectors expect an event loop, as when they run.
        vertx.getOrCreateContext().runOnContext(ignored -> {
            Future<Connector> made = made();
            danube(made)
                    .compose(danube -> {
                        items.add(danube);
                        return connector(made);
                    })
                    .map(connector -> {
                        items.add(connector);
                        items.addAll(failures);
                        return new CheckReport(items, notes);
                    })
                    .onComplete(report);
        });
        return report.future();
    }

    /** Whatever a connector throws is an answer too. */
    private Future<Connector> made() {
        try {
            return Future.succeededFuture(provider.create(config));
        } catch (RuntimeException | LinkageError e) {
            return Future.failedFuture(e);
        }
    }

    private Future<CheckReport.Item> danube(Future<Connector> made) {
        String url = config.danubeAddress();
        Broker broker;
        try {
            broker = Broker.connect(vertx, new BrokerAccess(config, options.getDanubeTokenSupplier()));
        } catch (ConfigurationException e) {
            return Future.succeededFuture(new CheckReport.Item("danube", false, text(e)));
        }
        return broker.check().transform(result -> (result.succeeded() ? look(broker, made) : Future.succeededFuture())
                .transform(looked -> broker.close())
                .otherwiseEmpty()
                .map(new CheckReport.Item(
                        "danube",
                        result.succeeded(),
                        result.succeeded()
                                ? "a broker answers at " + url
                                : "no broker answers at " + url + ": " + text(result.cause()))));
    }

    private Future<Void> look(Broker broker, Future<Connector> made) {
        if (made.failed()) {
            return Future.succeededFuture();
        }
        Connector connector = made.result();
        boolean isSink = connector instanceof SinkConnector || connector instanceof BlockingSinkConnector;
        String about = isSink ? SUBSCRIPTION : TOPIC;
        List<ConsumerConfig> consumers;
        List<ProducerConfig> producers;
        try {
            consumers = consumers(connector);
            producers = producers(connector);
        } catch (RuntimeException | LinkageError e) {
            notes.add(new CheckReport.Note(
                    about,
                    true,
                    "what the connector " + (isSink ? "reads" : "writes") + " cannot be told: " + text(e)));
            return Future.succeededFuture();
        }
        Future<List<Finding>> found = Future.succeededFuture(List.of());
        if (!consumers.isEmpty()) {
            found = broker.look(consumers, config);
        } else if (!producers.isEmpty()) {
            found = broker.lookAtTopics(producers, config.get(CoreFields.SCHEMAS));
        }
        return found.map(findings -> {
            findings.forEach(finding -> found(about, finding));
            return null;
        });
    }

    private static List<ConsumerConfig> consumers(Connector connector) {
        if (connector instanceof SinkConnector sink) {
            return sink.consumerConfigs();
        }
        return connector instanceof BlockingSinkConnector sink ? sink.consumerConfigs() : List.of();
    }

    private static List<ProducerConfig> producers(Connector connector) {
        if (connector instanceof SourceConnector source) {
            return source.producerConfigs();
        }
        return connector instanceof BlockingSourceConnector source ? source.producerConfigs() : List.of();
    }

    private void found(String about, Finding finding) {
        if (finding.kind() == Finding.Kind.FAILURE) {
            failures.add(new CheckReport.Item(about, false, finding.text()));
        } else {
            notes.add(new CheckReport.Note(about, finding.kind() == Finding.Kind.HAZARD, finding.text()));
        }
    }

    private Future<CheckReport.Item> connector(Future<Connector> made) {
        return tried(made)
                .timeout(CONNECTOR_SECONDS, TimeUnit.SECONDS)
                .map(new CheckReport.Item(
                        provider.type(), true, "the external system can be reached with these settings"))
                .otherwise(failure -> new CheckReport.Item(provider.type(), false, text(failure)));
    }

    /** Whatever a connector throws is an answer too: {@code check} never fails. */
    private Future<Void> tried(Future<Connector> made) {
        return made.compose(connector -> {
            try {
                Future<Void> outcome = tried(connector);
                return outcome == null
                        ? Future.failedFuture("checkConnection returned null instead of a future")
                        : outcome;
            } catch (RuntimeException | LinkageError e) {
                return Future.failedFuture(e);
            }
        });
    }

    private Future<Void> tried(Connector connector) {
        CheckContext context = new CheckContext(vertx, config.connectorName(), options.getEnvironment());
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
