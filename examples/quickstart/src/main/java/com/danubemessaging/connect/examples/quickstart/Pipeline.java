package com.danubemessaging.connect.examples.quickstart;

import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.runtime.ConnectRuntime;
import com.danubemessaging.connect.runtime.ConnectRuntimeOptions;
import com.danubemessaging.connect.runtime.RunningConnector;
import com.danubemessaging.connect.runtime.config.ConfigLoader;
import com.danubemessaging.connect.runtime.config.LoadedConfig;
import com.danubemessaging.connect.sink.hello.HelloSinkProvider;
import com.danubemessaging.connect.source.mqtt.MqttSourceProvider;
import com.danubemessaging.connect.source.webhook.WebhookSourceProvider;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** source-mqtt, source-webhook and hello-sink, deployed as any application would deploy them. All methods block. */
final class Pipeline {

    /** Between the two. */
    static final String TOPIC = "/default/sensors";

    private static final long START_SECONDS = 60;

    private final List<RunningConnector> sources;
    private final RunningConnector sink;
    private final Latency latency;

    private Pipeline(List<RunningConnector> sources, RunningConnector sink, Latency latency) {
        this.sources = sources;
        this.sink = sink;
        this.latency = latency;
    }

    /**
     * Deploys source-mqtt and hello-sink.
     *
     * @param metricsPort where the first of them shows metrics and health; 0 takes a free one
     */
    static Pipeline deploy(Vertx vertx, Brokers brokers, Path output, int metricsPort, Map<String, String> environment)
            throws Exception {
        Map<String, Object> mqtt = Map.of(
                "broker_host", brokers.mqttHost(),
                "broker_port", brokers.mqttPort(),
                "client_id", "quickstart",
                "clean_session", false,
                "routes", List.of(Map.of("from", "sensors/#", "to", TOPIC, "qos", "AtLeastOnce")));
        List<RunningConnector> sources = new ArrayList<>();
        sources.add(deploy(
                vertx,
                new MqttSourceProvider(),
                brokers,
                "quickstart-mqtt",
                output,
                Map.of("mqtt", mqtt),
                metricsPort,
                environment));
        Latency latency = new Latency();
        Map<String, Object> file = Map.of("path", output.toString(), "topic", TOPIC, "subscription", "quickstart");
        RunningConnector sink = deploy(
                vertx,
                new MeasuredSinkProvider(new HelloSinkProvider(), latency),
                brokers,
                "quickstart-file",
                output,
                Map.of("hello_sink", file),
                0,
                environment);
        return new Pipeline(sources, sink, latency);
    }

    /**
     * Takes events over HTTP, too, if the port can be had.
     *
     * @return empty, or why it cannot
     */
    Optional<String> addWebhook(Vertx vertx, Brokers brokers, Path output, int port, Map<String, String> environment)
            throws Exception {
        Map<String, Object> tables = Map.of(
                "server", Map.of("host", "127.0.0.1", "port", port),
                "auth", Map.of("type", "none"),
                "routes", List.of(Map.of("from", "/events", "to", TOPIC, "reliable_dispatch", true)));
        RunningConnector webhook =
                deploy(vertx, new WebhookSourceProvider(), brokers, "quickstart-http", output, tables, 0, environment);
        try {
            awaitReady(vertx, webhook, START_SECONDS);
        } catch (Exception e) {
            webhook.stop().await(20, TimeUnit.SECONDS);
            return Optional.of(String.valueOf(e.getMessage()));
        }
        sources.add(webhook);
        return Optional.empty();
    }

    private static RunningConnector deploy(
            Vertx vertx,
            ConnectorProvider provider,
            Brokers brokers,
            String name,
            Path output,
            Map<String, Object> ownTables,
            int metricsPort,
            Map<String, String> environment)
            throws Exception {
        Map<String, Object> tree = new HashMap<>(ownTables);
        tree.put("danube_service_url", brokers.danubeUrl());
        tree.put("connector_name", name);
        tree.put("state_dir", output.resolveSibling("state").toString());
        tree.put("processing", Map.of("metrics_port", metricsPort));
        LoadedConfig loaded = ConfigLoader.fromTree(tree, Map.of(), provider.spec());
        return ConnectRuntime.create(vertx, loaded.config(), new ConnectRuntimeOptions().setEnvironment(environment))
                .deploy(provider)
                .await(20, TimeUnit.SECONDS);
    }

    /** Waits until all are ready. */
    void awaitReady(Vertx vertx) throws Exception {
        for (RunningConnector connector : connectors()) {
            awaitReady(vertx, connector, START_SECONDS);
        }
    }

    private static void awaitReady(Vertx vertx, RunningConnector connector, long seconds) throws Exception {
        Promise<Void> ready = Promise.promise();
        long timer = vertx.setPeriodic(50, ignored -> connector.health().onSuccess(health -> {
            if (health.getBoolean("ready")) {
                ready.tryComplete();
            }
        }));
        connector.terminated().onSuccess(end -> ready.tryFail(connector.name() + " ended: " + end.reason()));
        try {
            ready.future().await(seconds, TimeUnit.SECONDS);
        } finally {
            vertx.cancelTimer(timer);
        }
    }

    /**
     * Waits until nothing is on its way any more: the sources hold nothing, and the sink has written at least what they
     * have published. To be called when nobody publishes any more.
     *
     * @param atLeast records that the sources must have taken by then
     * @return false if the time was over first
     */
    boolean awaitDrained(Vertx vertx, long atLeast, long seconds) throws Exception {
        Promise<Void> drained = Promise.promise();
        long timer = vertx.setPeriodic(50, ignored -> figures().onSuccess(figures -> {
            if (figures.in() >= atLeast && figures.isDrained()) {
                drained.tryComplete();
            }
        }));
        try {
            drained.future().await(seconds, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } finally {
            vertx.cancelTimer(timer);
        }
    }

    /** What all of them say now. */
    Future<Figures> figures() {
        List<Future<JsonObject>> answers =
                connectors().stream().map(RunningConnector::health).toList();
        return Future.all(answers).map(all -> {
            List<JsonObject> health = all.list();
            int last = health.size() - 1;
            return Figures.of(health.subList(0, last), health.get(last));
        });
    }

    /** The sources, then the sink. */
    List<RunningConnector> connectors() {
        List<RunningConnector> all = new ArrayList<>(sources);
        all.add(sink);
        return all;
    }

    RunningConnector sink() {
        return sink;
    }

    Latency latency() {
        return latency;
    }

    /** The sources first: what they have published still reaches the file. */
    void stop() throws Exception {
        for (RunningConnector connector : connectors()) {
            connector.stop().await(20, TimeUnit.SECONDS);
        }
    }
}
