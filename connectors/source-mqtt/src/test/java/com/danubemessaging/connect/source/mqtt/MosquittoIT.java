package com.danubemessaging.connect.source.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.danubemessaging.connect.api.error.FatalException;
import com.danubemessaging.connect.api.health.HealthStatus.State;
import com.danubemessaging.connect.api.record.SourcePayload;
import com.danubemessaging.connect.api.record.SourceRecord;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The connector against a real Mosquitto; the test plays Danube. Skipped where Mosquitto is not installed. */
@ExtendWith(VertxExtension.class)
class MosquittoIT {

    private Vertx vertx;
    private String program;
    private Mosquitto mosquitto;
    private Mosquitto other;
    private MqttClient publisher;
    private SourceRig rig;

    @BeforeEach
    void start(Vertx injected, @TempDir Path folder) throws Exception {
        Optional<String> executable = Mosquitto.find();
        if (executable.isEmpty()) {
            System.out.println("MosquittoIT is skipped: no program 'mosquitto' on the path or in /usr/sbin");
        }
        assumeTrue(executable.isPresent(), "mosquitto is not installed");
        vertx = injected;
        program = executable.get();
        mosquitto = Mosquitto.start(program, folder);
        connectPublisher();
    }

    @AfterEach
    void stop() throws Exception {
        if (mosquitto == null) {
            return;
        }
        if (rig != null) {
            rig.shutdown();
        }
        publisher.disconnect().await(10, TimeUnit.SECONDS);
        mosquitto.stop();
        if (other != null) {
            other.stop();
        }
    }

    private void connectPublisher() throws TimeoutException {
        publisher = MqttClient.create(
                vertx, new MqttClientOptions().setClientId("publisher").setMaxInflightQueue(1_000));
        publisher.connect(mosquitto.port(), "127.0.0.1").await(10, TimeUnit.SECONDS);
    }

    private void publish(String topic, String payload) throws TimeoutException {
        publisher
                .publish(topic, Buffer.buffer(payload), MqttQoS.AT_LEAST_ONCE, false, false)
                .await(10, TimeUnit.SECONDS);
    }

    private SourceRig startSource() throws Exception {
        rig = new SourceRig(vertx, Settings.at(mosquitto.port())).startAndAwaitHealthy();
        return rig;
    }

    private static String text(SourceRecord record) {
        return ((SourcePayload.Foreign) record.payload()).bytes().toString();
    }

    @Test
    void carriesEveryMessageInOrderHoweverSmallTheBrokersWindowIs() throws Exception {
        startSource();
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            publish("a/1", "m" + i);
            sent.add("m" + i);
        }

        List<String> received = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            SourceRecord record = rig.nextRecord();
            received.add(text(record));
            rig.commit(record);
        }

        assertThat(received).isEqualTo(sent);
        assertThat(rig.context().count("mqtt.messages.acknowledged")).isEqualTo(200);
    }

    @Test
    void getsExactlyTheUnacknowledgedAgainAfterARestartOfTheConnector() throws Exception {
        startSource();
        List<SourceRecord> first = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            publish("a/1", "m" + i);
            first.add(rig.nextRecord());
        }
        rig.commit(first.get(3));
        rig.shutdown();
        publish("a/1", "published while away");

        startSource();

        List<String> again = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            SourceRecord record = rig.nextRecord();
            again.add(text(record) + ", dup " + record.attributes().get("mqtt.dup"));
            rig.commit(record);
        }
        publish("a/1", "the last one");
        assertThat(again)
                .containsExactly(
                        "m4, dup true",
                        "m5, dup true",
                        "m6, dup true",
                        "m7, dup true",
                        "m8, dup true",
                        "m9, dup true",
                        "published while away, dup false");
        assertThat(text(rig.nextRecord())).isEqualTo("the last one");
    }

    @Test
    void subscribesAgainWhenTheBrokerHasForgottenTheSession() throws Exception {
        startSource();
        publisher.disconnect().await(10, TimeUnit.SECONDS);

        mosquitto.restart();

        rig.context().awaitHealth(State.UNHEALTHY);
        rig.context().awaitHealth(State.HEALTHY);
        connectPublisher();
        publish("a/1", "after the restart");
        assertThat(text(rig.nextRecord())).isEqualTo("after the restart");
    }

    @Test
    void leavesAFrozenBrokerAndReturnsWhenItAnswersAgain() throws Exception {
        startSource();
        publish("a/1", "unconfirmed");
        rig.nextRecord();

        mosquitto.freeze();

        assertThat(rig.context().awaitHealth(State.UNHEALTHY).detail()).contains("ping");
        mosquitto.thaw();
        rig.context().awaitHealth(State.HEALTHY);
        assertThat(text(rig.nextRecord())).isEqualTo("unconfirmed");
    }

    @Test
    void stopsWhenTheBrokerWantsCredentials(@TempDir Path folder) throws Exception {
        other = Mosquitto.start(program, folder, "allow_anonymous false");

        rig = new SourceRig(vertx, Settings.at(other.port())).start();

        assertThat(rig.context().awaitError())
                .isInstanceOf(FatalException.class)
                .hasMessageContaining("not authorized");
    }

    @Test
    void encryptsAndShowsItsCertificate(@TempDir Path folder) throws Exception {
        Path tls = Path.of("src/test/resources/tls").toAbsolutePath();
        other = Mosquitto.start(
                program,
                folder,
                String.join(
                        "\n",
                        "allow_anonymous true",
                        "cafile " + tls.resolve("ca.pem"),
                        "certfile " + tls.resolve("server.pem"),
                        "keyfile " + tls.resolve("server-key.pem"),
                        "require_certificate true"));

        rig = new SourceRig(
                        vertx,
                        Settings.toPort(other.port())
                                .route("a/#", "/default/a", Qos.AT_LEAST_ONCE)
                                .with(MqttFields.BROKER_HOST, "127.0.0.1")
                                .with(MqttFields.USE_TLS, true)
                                .with(
                                        MqttFields.CA_CERT_PATH,
                                        tls.resolve("ca.pem").toString())
                                .with(
                                        MqttFields.CLIENT_CERT_PATH,
                                        tls.resolve("client.pem").toString())
                                .with(
                                        MqttFields.CLIENT_KEY_PATH,
                                        tls.resolve("client-key.pem").toString())
                                .build())
                .startAndAwaitHealthy();

        assertThat(rig.context().count("mqtt.connects")).isEqualTo(1);
    }

    @Test
    void getsARetainedMessageAndTheParentLevelOfAMultiLevelWildcard() throws Exception {
        publisher
                .publish("a", Buffer.buffer("kept"), MqttQoS.AT_LEAST_ONCE, false, true)
                .await(10, TimeUnit.SECONDS);

        startSource();

        SourceRecord record = rig.nextRecord();
        assertThat(record.key()).isEqualTo("a");
        assertThat(record.attributes()).containsEntry("mqtt.retain", "true");
    }

    @Test
    void sharesASubscriptionBetweenTwoConnectors() throws Exception {
        SourceRig second = null;
        try {
            rig = new SourceRig(vertx, shared("client-1")).startAndAwaitHealthy();
            second = new SourceRig(vertx, shared("client-2")).startAndAwaitHealthy();
            for (int i = 0; i < 20; i++) {
                publish("a/" + i, "x");
            }

            List<String> topics = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                topics.add(rig.nextRecord().key());
                topics.add(second.nextRecord().key());
            }

            assertThat(topics).doesNotHaveDuplicates().hasSize(20);
        } finally {
            if (second != null) {
                second.shutdown();
            }
        }
    }

    private MqttSourceConfig shared(String clientId) {
        return Settings.toPort(mosquitto.port())
                .with(MqttFields.CLIENT_ID, clientId)
                .route("$share/group/a/#", "/default/a", Qos.AT_LEAST_ONCE)
                .build();
    }

    @Test
    void provesItsSettingsWithoutDisturbingARunningInstance() throws Exception {
        startSource();
        MqttSource checked = new MqttSource(Settings.at(mosquitto.port()), List.of(), SourceRig.FAST);

        rig.call(() -> checked.checkConnection(new RecordingContext(vertx)));

        publish("a/1", "still here");
        assertThat(text(rig.nextRecord())).isEqualTo("still here");
        assertThat(rig.context().count("mqtt.connects")).isEqualTo(1);
    }
}
