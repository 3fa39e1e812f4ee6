package com.danubemessaging.connect.benchmarks.rig;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.danubemessaging.connect.benchmarks.bare.BareSink;
import com.danubemessaging.connect.benchmarks.bare.BareSource;
import com.danubemessaging.connect.benchmarks.bare.BareWebhook;
import com.danubemessaging.connect.benchmarks.load.HttpFeed;
import com.danubemessaging.connect.benchmarks.load.MqttFeed;
import com.danubemessaging.connect.benchmarks.load.ProcessLatencies;
import com.danubemessaging.connect.benchmarks.sink.NullSinkProvider;
import com.danubemessaging.connect.launcher.DanubeConnect;
import com.danubemessaging.embedded.EmbeddedDanube;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import com.danubemessaging.vertx.client.DanubeClientOptions;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Brokers in this process, and the means to start what is measured. */
public final class Rig implements AutoCloseable {

    /** Bytes of every payload. */
    public static final int PAYLOAD_BYTES = 1024;

    static final String TOPIC = "/default/fleet";
    /** And the name of whoever reads it: an exclusive subscription belongs to the first name that it has seen. */
    static final String SUBSCRIPTION = "drain";

    private static final long MEMORY_BYTES = 600L << 20;

    final Vertx vertx = Vertx.vertx();
    final MqttFeed feed = new MqttFeed(vertx, PAYLOAD_BYTES);
    private final Path folder;
    private final int mqttPort;
    private @Nullable EmbeddedDanube broker;
    private Protection protection = Protection.NONE;

    /** Starts the feed; a broker is made anew for each run. */
    public Rig(Path folder) throws Exception {
        this.folder = Files.createDirectories(folder);
        this.mqttPort = feed.listen().await(10, SECONDS);
    }

    /** How the next brokers are protected, and how everything reaches them; at first not at all. */
    void protect(Protection next) {
        protection = next;
    }

    /** What a client in this process needs. */
    DanubeClientOptions clientOptions(EmbeddedDanube danube) {
        return protection.apply(new DanubeClientOptions().setServiceUrl(danube.serviceUrl()));
    }

    /** @param window messages that Danube leaves unacknowledged */
    EmbeddedDanube newBroker(int window) throws TimeoutException {
        closeBroker();
        EmbeddedDanube made = EmbeddedDanube.start(
                        vertx,
                        protection.apply(new EmbeddedDanubeOptions()
                                .setMemoryLimitBytes(MEMORY_BYTES)
                                .setMaxUnackedMessages(window)))
                .await(10, SECONDS);
        broker = made;
        return made;
    }

    /** Records that a broker has taken. */
    long published(EmbeddedDanube danube) throws TimeoutException {
        return danube.topics().await(10, SECONDS).contains(TOPIC)
                ? danube.topic(TOPIC).await(10, SECONDS).published()
                : 0;
    }

    private void closeBroker() throws TimeoutException {
        EmbeddedDanube old = broker;
        broker = null;
        if (old != null) {
            old.close().await(10, SECONDS);
        }
    }

    Subject bareSource(EmbeddedDanube danube) throws Exception {
        return Subject.start(
                folder,
                List.of(),
                BareSource.class,
                List.of(Integer.toString(mqttPort), Integer.toString(danube.port()), TOPIC));
    }

    Subject mqttSource(EmbeddedDanube danube) throws Exception {
        return connector("source-mqtt", mqttToml(danube), List.of());
    }

    Subject bareWebhook(EmbeddedDanube danube, int port) throws Exception {
        return Subject.start(
                folder,
                List.of(),
                BareWebhook.class,
                List.of(Integer.toString(port), Integer.toString(danube.port()), TOPIC));
    }

    Subject webhookSource(EmbeddedDanube danube, int port) throws Exception {
        String toml =
                """
                connector_name = "bench-webhook"
                danube_service_url = "%s"
                state_dir = "%s"

                [processing]
                metrics_port = 0

                [server]
                host = "127.0.0.1"
                port = %d

                [auth]
                type = "none"

                [[routes]]
                from = "%s"
                to = "%s"
                reliable_dispatch = true
                """
                                .formatted(danube.serviceUrl(), folder.resolve("state"), port, HttpFeed.PATH, TOPIC)
                        + protection.toml();
        return connector("source-webhook", toml, List.of());
    }

    /**
     * Starts source-mqtt's fat jar.
     *
     * @param options of its JVM
     * @param environment variables beside those of this process
     */
    Subject mqttSourceJar(EmbeddedDanube danube, Path jar, List<String> options, Map<String, String> environment)
            throws Exception {
        Path file = Files.writeString(folder.resolve("source-mqtt.toml"), mqttToml(danube));
        return Subject.startJar(folder, jar, options, environment, file.toString());
    }

    private String mqttToml(EmbeddedDanube danube) {
        return """
                connector_name = "bench-source"
                danube_service_url = "%s"
                state_dir = "%s"

                [processing]
                metrics_port = 0

                [mqtt]
                broker_host = "127.0.0.1"
                broker_port = %d
                client_id = "bench"
                clean_session = false

                [[mqtt.routes]]
                from = "%s"
                to = "%s"
                """
                        .formatted(danube.serviceUrl(), folder.resolve("state"), mqttPort, MqttFeed.FILTER, TOPIC)
                + protection.toml();
    }

    Subject bareSink(EmbeddedDanube danube, List<String> options) throws Exception {
        return Subject.start(
                folder, options, BareSink.class, List.of(Integer.toString(danube.port()), TOPIC, SUBSCRIPTION));
    }

    Subject nullSink(EmbeddedDanube danube, List<String> options) throws Exception {
        String toml =
                """
                connector_name = "bench-sink"
                danube_service_url = "%s"
                state_dir = "%s"

                [processing]
                metrics_port = 0

                [sink_null]
                topic = "%s"
                subscription = "%s"
                """
                                .formatted(danube.serviceUrl(), folder.resolve("state"), TOPIC, SUBSCRIPTION)
                        + protection.toml();
        return connector(NullSinkProvider.TYPE, toml, options);
    }

    private Subject connector(String type, String toml, List<String> options) throws Exception {
        Path file = Files.writeString(folder.resolve(type + ".toml"), toml);
        List<String> arguments = new ArrayList<>(List.of("run", "--connector", type, file.toString()));
        return Subject.start(folder, options, DanubeConnect.class, arguments);
    }

    /** Options that make a process write its latencies, without those of the first {@code skip} records. */
    static List<String> latencyOptions(Path file, long skip) {
        return List.of(
                "-D" + ProcessLatencies.FILE_PROPERTY + "=" + file, "-D" + ProcessLatencies.SKIP_PROPERTY + "=" + skip);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() throws TimeoutException {
        closeBroker();
        feed.close().await(10, SECONDS);
        vertx.close().await(10, SECONDS);
    }
}
