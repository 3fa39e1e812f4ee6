package com.danubemessaging.connect.source.mqtt;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.runtime.ConnectRuntime;
import com.danubemessaging.connect.runtime.RunningConnector;
import com.danubemessaging.embedded.EmbeddedDanube;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import com.danubemessaging.vertx.client.Consumer;
import com.danubemessaging.vertx.client.ConsumerOptions;
import com.danubemessaging.vertx.client.DanubeClient;
import com.danubemessaging.vertx.client.DanubeClientOptions;
import com.danubemessaging.vertx.client.Message;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From a real Mosquitto through connector and runtime into a Danube broker, and out again with a Danube client. */
@ExtendWith(VertxExtension.class)
class MqttToDanubeIT {

    private static final String TOPIC = "/default/a";

    private final Queue<Message> received = new ConcurrentLinkedQueue<>();
    private Vertx vertx;
    private Mosquitto mosquitto;
    private EmbeddedDanube danube;
    private MqttClient publisher;
    private RunningConnector connector;
    private DanubeClient reader;

    @BeforeEach
    void start(Vertx injected, @TempDir Path folder) throws Exception {
        Optional<String> executable = Mosquitto.find();
        if (executable.isEmpty()) {
            System.out.println("MqttToDanubeIT is skipped: no program 'mosquitto' on the path or in /usr/sbin");
        }
        assumeTrue(executable.isPresent(), "mosquitto is not installed");
        vertx = injected;
        mosquitto = Mosquitto.start(executable.get(), folder);
        danube = EmbeddedDanube.start(vertx, new EmbeddedDanubeOptions()).await(10, SECONDS);
        publisher = MqttClient.create(
                vertx, new MqttClientOptions().setClientId("publisher").setMaxInflightQueue(1_000));
        publisher.connect(mosquitto.port(), "127.0.0.1").await(10, SECONDS);
        connector = ConnectRuntime.create(
                        vertx,
                        Settings.toPort(mosquitto.port())
                                .route("a/#", TOPIC, Qos.AT_LEAST_ONCE)
                                .with(CoreFields.DANUBE_SERVICE_URL, danube.serviceUrl())
                                .with(CoreFields.METRICS_PORT, 0L)
                                .with(CoreFields.STATE_DIR, folder.toString())
                                .connector())
                .deploy(new MqttSourceProvider())
                .await(10, SECONDS);
        await().atMost(Duration.ofSeconds(20)).until(this::isReady);
        read();
    }

    @AfterEach
    void stop() throws Exception {
        if (mosquitto == null) {
            return;
        }
        connector.stop().await(30, SECONDS);
        reader.close().await(10, SECONDS);
        danube.close().await(10, SECONDS);
        mosquitto.stop();
    }

    private boolean isReady() throws TimeoutException {
        return connector.health().await(5, SECONDS).getBoolean("ready");
    }

    private void read() throws TimeoutException {
        reader = DanubeClient.create(vertx, new DanubeClientOptions().setServiceUrl(danube.serviceUrl()));
        Consumer consumer =
                reader.subscribe(new ConsumerOptions(TOPIC, "test", "reader")).await(10, SECONDS);
        consumer.handler(message -> {
            received.add(message);
            consumer.ack(message);
        });
    }

    private void publish(String payload) throws TimeoutException {
        publisher
                .publish("a/1", Buffer.buffer(payload), MqttQoS.AT_LEAST_ONCE, false, false)
                .await(10, SECONDS);
    }

    private List<String> payloads() {
        return received.stream().map(message -> message.payload().toString()).toList();
    }

    @Test
    void publishesPayloadAttributesAndOrder() throws Exception {
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            publish("{\"number\":" + i + "}");
            sent.add("{\"number\":" + i + "}");
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> received.size() >= 100);

        assertThat(payloads()).isEqualTo(sent);
        assertThat(received.element().attributes())
                .containsEntry("mqtt.topic", "a/1")
                .containsEntry("mqtt.qos", "1")
                .containsEntry("source", "mqtt");
    }

    @Test
    void losesNothingWhileDanubeIsAway() throws Exception {
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            if (i == 30) {
                danube.stopListening().await(10, SECONDS);
            }
            if (i == 60) {
                assertThat(payloads())
                        .as("what came through while Danube was away")
                        .doesNotContain("59");
                danube.resumeListening().await(10, SECONDS);
            }
            publish(Integer.toString(i));
            sent.add(Integer.toString(i));
        }

        await().atMost(Duration.ofSeconds(30))
                .until(() -> payloads().stream().distinct().count() == 90);

        assertThat(payloads().stream().distinct().toList())
                .as("first occurrences, in order")
                .isEqualTo(sent);
    }
}
