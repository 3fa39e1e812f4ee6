package com.danubemessaging.connect.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import com.danubemessaging.connect.api.Connector;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.embedded.EmbeddedDanube;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import com.danubemessaging.vertx.client.ConsumerOptions;
import com.danubemessaging.vertx.client.DanubeClient;
import com.danubemessaging.vertx.client.DanubeClientOptions;
import com.danubemessaging.vertx.client.Message;
import com.danubemessaging.vertx.client.OutgoingMessage;
import com.danubemessaging.vertx.client.Producer;
import com.danubemessaging.vertx.client.ProducerOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A broker, a client of the test's own, and short ways to deploy, publish and look. */
@ExtendWith(VertxExtension.class)
abstract class RuntimeFixture {

    static final String TOPIC = "/default/numbers";

    @TempDir
    Path stateDir;

    Vertx vertx;
    EmbeddedDanube danube;
    private DanubeClient client;
    private final Map<String, Producer> producers = new HashMap<>();

    @BeforeEach
    void startDanube(Vertx testVertx) throws Exception {
        vertx = testVertx;
        danube = EmbeddedDanube.start(vertx, brokerOptions()).await(10, SECONDS);
        client = DanubeClient.create(vertx, clientOptions().setServiceUrl(danube.serviceUrl()));
    }

    @AfterEach
    void stopDanube() throws Exception {
        client.close().await(10, SECONDS);
    }

    /** The test's own client. */
    DanubeClient client() {
        return client;
    }

    /** How the test's own client gets in. */
    DanubeClientOptions clientOptions() {
        return new DanubeClientOptions();
    }

    EmbeddedDanubeOptions brokerOptions() {
        return new EmbeddedDanubeOptions();
    }

    /** Short times: retries after some milliseconds, half a second to stop. */
    TestConfigs config(String name) {
        return TestConfigs.of(name, danube.serviceUrl(), stateDir)
                .with(CoreFields.RETRY_BACKOFF, Duration.ofMillis(10))
                .with(CoreFields.MAX_BACKOFF, Duration.ofMillis(30))
                .with(CoreFields.SHUTDOWN_TIMEOUT, Duration.ofMillis(500));
    }

    RunningConnector deploy(TestConfigs config, Connector connector) throws Exception {
        return deploy(config, () -> connector, new ConnectRuntimeOptions());
    }

    RunningConnector deploy(TestConfigs config, Supplier<Connector> connector, ConnectRuntimeOptions options)
            throws Exception {
        return ConnectRuntime.create(vertx, config.build(), options.setServeHttp(false))
                .deploy(TestConfigs.provider(connector))
                .await(10, SECONDS);
    }

    /** Deploys a sink and waits until it reads. */
    RunningConnector deployReady(TestConfigs config, Connector connector) throws Exception {
        RunningConnector running = deploy(config, connector);
        awaitReady(running);
        return running;
    }

    static void awaitReady(RunningConnector connector) {
        until(() -> health(connector).getBoolean("ready"));
    }

    static JsonObject health(RunningConnector connector) {
        try {
            return connector.health().await(5, SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** -1 as long as there is none, as right after a start. */
    static long count(RunningConnector connector, String counter) {
        return health(connector).getJsonObject("detail").getLong(counter, -1L);
    }

    static JsonArray problems(RunningConnector connector) {
        return health(connector).getJsonArray("problems");
    }

    static Termination end(RunningConnector connector) throws Exception {
        return connector.terminated().await(15, SECONDS);
    }

    /** Creates the topic, so that a sink can subscribe before the first record. */
    Producer producer(String topic) throws Exception {
        return producer(topic, 0);
    }

    Producer producer(String topic, int partitions) throws Exception {
        Producer known = producers.get(topic);
        if (known != null) {
            return known;
        }
        Producer made = client.createProducer(
                        new ProducerOptions(topic, "test" + topic.replace('/', '-')).setPartitions(partitions))
                .await(10, SECONDS);
        producers.put(topic, made);
        return made;
    }

    void publish(String topic, String... payloads) throws Exception {
        for (String payload : payloads) {
            producer(topic).send(OutgoingMessage.of(payload)).await(10, SECONDS);
        }
    }

    /** Collects what arrives at a topic from now on, on a subscription of the test's own. */
    List<Message> tail(String topic) throws Exception {
        producer(topic);
        return tailExisting(topic);
    }

    List<Message> tailExisting(String topic) throws Exception {
        List<Message> messages = new CopyOnWriteArrayList<>();
        client.subscribe(new ConsumerOptions(topic, "tail", "tail"))
                .await(10, SECONDS)
                .partitions()
                .forEach(partition -> partition.handler(message -> {
                    messages.add(message);
                    partition.ack(message);
                }));
        return messages;
    }

    static List<String> texts(List<Message> messages) {
        return messages.stream().map(message -> message.payload().toString()).toList();
    }

    static void until(java.util.concurrent.Callable<Boolean> condition) {
        await().pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(20))
                .until(condition);
    }
}
