package com.danubemessaging.connect.examples.quickstart;

import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.runtime.ConnectRuntime;
import com.danubemessaging.connect.runtime.ConnectRuntimeOptions;
import com.danubemessaging.connect.runtime.RunningConnector;
import com.danubemessaging.connect.runtime.config.ConfigLoader;
import com.danubemessaging.connect.runtime.config.LoadedConfig;
import com.danubemessaging.connect.sink.hello.HelloSinkProvider;
import com.danubemessaging.connect.source.mqtt.MqttSourceProvider;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** source-mqtt and hello-sink, deployed as any application would deploy them. All methods block. */
final class Pipeline {

    /** Between the two. */
    static final String TOPIC = "/default/sensors";

    private final RunningConnector source;
    private final RunningConnector sink;
    private final Latency latency;

    private Pipeline(RunningConnector source, RunningConnector sink, Latency latency) {
        this.source = source;
        this.sink = sink;
        this.latency = latency;
    }

    static Pipeline deploy(Vertx vertx, Brokers brokers, Path output, Map<String, String> environment)
            throws Exception {
        Map<String, Object> mqtt = Map.of(
                "broker_host", brokers.mqttHost(),
                "broker_port", brokers.mqttPort(),
                "client_id", "quickstart",
                "clean_session", false,
                "routes", List.of(Map.of("from", "sensors/#", "to", TOPIC, "qos", "AtLeastOnce")));
        RunningConnector source = deploy(
                vertx,
                new MqttSourceProvider(),
                brokers,
                "quickstart-mqtt",
                output,
                Map.of("mqtt", mqtt),
                9090,
                environment);
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
        return new Pipeline(source, sink, latency);
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

    /** Waits until both ends are ready. */
    void awaitReady(Vertx vertx, long seconds) throws Exception {
        for (RunningConnector connector : connectors()) {
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
    }

    /**
     * Waits until nothing is on its way any more: the source holds nothing, and the sink has written at least what the
     * source has published. To be called when nobody publishes any more.
     *
     * @param atLeast records that the source must have taken by then
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

    /** What both ends say now. */
    Future<Figures> figures() {
        return Future.all(source.health(), sink.health())
                .map(both -> Figures.of(both.<JsonObject>resultAt(0), both.<JsonObject>resultAt(1)));
    }

    List<RunningConnector> connectors() {
        return List.of(source, sink);
    }

    RunningConnector source() {
        return source;
    }

    RunningConnector sink() {
        return sink;
    }

    Latency latency() {
        return latency;
    }

    /** The source first: what it has published still reaches the file. */
    void stop() throws Exception {
        source.stop().await(20, TimeUnit.SECONDS);
        sink.stop().await(20, TimeUnit.SECONDS);
    }
}
