package com.danubemessaging.connect.source.mqtt;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.danubemessaging.connect.runtime.ConnectRuntime;
import com.danubemessaging.connect.runtime.RunningConnector;
import com.danubemessaging.connect.runtime.config.ConfigLoader;
import com.danubemessaging.connect.runtime.config.LoadedConfig;
import com.danubemessaging.embedded.EmbeddedDanube;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import com.danubemessaging.embedded.model.TopicStats;
import com.danubemessaging.vertx.client.Consumer;
import com.danubemessaging.vertx.client.ConsumerOptions;
import com.danubemessaging.vertx.client.DanubeClient;
import com.danubemessaging.vertx.client.DanubeClientOptions;
import com.danubemessaging.vertx.client.Message;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.mqtt.MqttServerOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;

/**
 * The whole way of a configuration file: loaded with its environment as the launcher does, run by the runtime between
 * an MQTT broker that the test scripts and a Danube broker in memory.
 */
final class DropInRig implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String CORE =
            """
            danube_service_url = "%s"
            connector_name = "drop-in"
            state_dir = "%s"

            [processing]
            metrics_port = 0
            %s""";

    /** Messages of one Danube topic, from when it was opened. */
    static final class Inbox {
        private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();

        Message next() throws InterruptedException {
            Message message = messages.poll(PATIENCE.toSeconds(), SECONDS);
            assertThat(message).as("a message of Danube").isNotNull();
            return message;
        }

        String nextText() throws InterruptedException {
            return next().payload().toString();
        }

        boolean isEmpty() {
            return messages.isEmpty();
        }
    }

    private final Vertx vertx;
    private final Path folder;
    private final EmbeddedDanube danube;
    private final DanubeClient reader;
    private ScriptedBroker mqtt;
    private Optional<RunningConnector> connector = Optional.empty();

    DropInRig(Vertx vertx, Path folder, MqttServerOptions mqttOptions) throws TimeoutException {
        this.vertx = vertx;
        this.folder = folder;
        danube = EmbeddedDanube.start(vertx, new EmbeddedDanubeOptions()).await(10, SECONDS);
        reader = DanubeClient.create(vertx, new DanubeClientOptions().setServiceUrl(danube.serviceUrl()));
        mqtt = ScriptedBroker.start(vertx, mqttOptions, 0);
    }

    ScriptedBroker mqtt() {
        return mqtt;
    }

    EmbeddedDanube danube() {
        return danube;
    }

    /** Ends the MQTT broker; another one starts at the same place with {@link #startMqtt}. */
    int stopMqtt() throws TimeoutException {
        int port = mqtt.port();
        mqtt.stop();
        return port;
    }

    void startMqtt(int port) throws TimeoutException {
        mqtt = ScriptedBroker.start(vertx, new MqttServerOptions(), port);
    }

    /**
     * Reads a file's MQTT part behind a minimal rest.
     *
     * @param environment beside it; the MQTT broker's address and port are added, unless they are given
     */
    LoadedConfig load(String toml, Map<String, String> environment) throws Exception {
        Path file = Files.writeString(
                folder.resolve("connector.toml"), CORE.formatted(danube.serviceUrl(), folder.resolve("state"), toml));
        Map<String, String> all = new HashMap<>(environment);
        all.putIfAbsent("MQTT_BROKER_HOST", "localhost");
        all.putIfAbsent("MQTT_BROKER_PORT", Integer.toString(mqtt.port()));
        return ConfigLoader.load(Optional.of(file), all, new MqttSourceProvider().spec());
    }

    /** Starts the connector, without waiting for its MQTT broker. */
    LoadedConfig start(String toml, Map<String, String> environment) throws Exception {
        LoadedConfig loaded = load(toml, environment);
        connector = Optional.of(ConnectRuntime.create(vertx, loaded.config())
                .deploy(new MqttSourceProvider())
                .await(10, SECONDS));
        return loaded;
    }

    /** Starts the connector and waits until it is ready and the MQTT broker has its subscriptions. */
    ScriptedBroker.Link run(String toml, Map<String, String> environment) throws Exception {
        start(toml, environment);
        ScriptedBroker.Link link = mqtt.nextLink();
        awaitReady();
        return link;
    }

    ScriptedBroker.Link run(String toml) throws Exception {
        return run(toml, Map.of());
    }

    void awaitReady() {
        await("ready").atMost(PATIENCE).until(() -> health().getBoolean("ready"));
    }

    void awaitNotReady() {
        await("not ready").atMost(PATIENCE).until(() -> !health().getBoolean("ready"));
    }

    private JsonObject health() throws TimeoutException {
        return connector.orElseThrow().health().await(5, SECONDS);
    }

    /** Reads a topic, all of its partitions, from now on. */
    Inbox open(String topic) throws TimeoutException {
        Inbox inbox = new Inbox();
        Consumer consumer =
                reader.subscribe(new ConsumerOptions(topic, "test", "reader")).await(10, SECONDS);
        consumer.handler(message -> {
            inbox.messages.add(message);
            consumer.ack(message);
        });
        return inbox;
    }

    TopicStats topic(String topic) throws TimeoutException {
        return danube.topic(topic).await(10, SECONDS);
    }

    @Override
    public void close() throws TimeoutException {
        if (connector.isPresent()) {
            connector.get().stop().await(30, SECONDS);
        }
        reader.close().await(10, SECONDS);
        danube.close().await(10, SECONDS);
        mqtt.stop();
    }
}
