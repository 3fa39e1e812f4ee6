package com.danubemessaging.connect.source.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.runtime.config.LoadedConfig;
import com.danubemessaging.connect.source.mqtt.DropInRig.Inbox;
import com.danubemessaging.connect.source.mqtt.ScriptedBroker.Link;
import com.danubemessaging.embedded.model.DispatchMode;
import com.danubemessaging.vertx.client.Message;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.junit5.VertxExtension;
import io.vertx.mqtt.MqttServerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What somebody who swaps the Rust connector for this one relies on, and what it did wrong: one test a line of the
 * compatibility checklist, under its number there.
 */
@ExtendWith(VertxExtension.class)
class DropInChecklistTest {

    private static final String MQTT =
            """

            [mqtt]
            broker_host = "from-the-environment"
            client_id = "client-1"
            """;
    private static final String SENSORS = MQTT
            + """
            [[mqtt.routes]]
            from = "sensors/#"
            to = "/default/sensors"
            """;

    @TempDir
    private Path folder;

    private Vertx vertx;
    private DropInRig rig;

    @BeforeEach
    void start(Vertx injected) throws Exception {
        vertx = injected;
        rig = new DropInRig(vertx, folder, new MqttServerOptions());
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    private static String pem(String name) {
        return Path.of("src/test/resources/tls", name + ".pem").toString();
    }

    /** What becomes of one message. */
    private Message through(String toml, Buffer payload) throws Exception {
        Link link = rig.run(toml);
        Inbox inbox = rig.open("/default/sensors");
        link.publish("sensors/attic", payload, MqttQoS.AT_LEAST_ONCE, 1);
        return inbox.next();
    }

    private Message through(Buffer payload) throws Exception {
        return through(SENSORS, payload);
    }

    @Test
    void line41AJsonObjectArrivesWithItsOrigin() throws Exception {
        Message message = through(Buffer.buffer("{\"b\": 1, \"a\": {\"c\": [true, null]}}"));

        assertThat(message.payload().toJsonObject()).isEqualTo(new JsonObject("{\"b\":1,\"a\":{\"c\":[true,null]}}"));
        assertThat(message.attributes())
                .containsOnly(
                        Map.entry("mqtt.topic", "sensors/attic"),
                        Map.entry("mqtt.qos", "1"),
                        Map.entry("mqtt.retain", "false"),
                        Map.entry("mqtt.dup", "false"),
                        Map.entry("source", "mqtt"));
    }

    @Test
    void line42ANumberIsJson() throws Exception {
        assertThat(Json.decodeValue(through(Buffer.buffer("42")).payload())).isEqualTo(42);
    }

    @Test
    void line43TextIsWrapped() throws Exception {
        assertThat(through(Buffer.buffer("warm")).payload().toJsonObject())
                .isEqualTo(JsonObject.of("data", "d2FybQ==", "size", 4, "encoding", "base64"));
    }

    @Test
    void line44NothingIsWrappedToo() throws Exception {
        assertThat(through(Buffer.buffer()).payload().toJsonObject())
                .isEqualTo(JsonObject.of("data", "", "size", 0, "encoding", "base64"));
    }

    @Test
    void line45TextUnderAStringSchemaIsTheTextItself() throws Exception {
        Message message = through(
                SENSORS
                        + """
                [[schemas]]
                topic = "/default/sensors"
                subject = "sensors-text"
                schema_type = "string"
                schema_file = ""
                """,
                Buffer.buffer("warm"));

        assertThat(message.payload().toString()).isEqualTo("warm");
    }

    @Test
    void line46WithoutMetadataThereAreNoAttributes() throws Exception {
        Message message =
                through(SENSORS.replace("client_id", "include_metadata = false\nclient_id"), Buffer.buffer("1"));

        assertThat(message.attributes()).isEmpty();
    }

    private static String twoRoutes(String first, String second) {
        return MQTT
                + """
                [[mqtt.routes]]
                from = "%s"
                to = "/default/first"
                [[mqtt.routes]]
                from = "%s"
                to = "/default/second"
                """
                        .formatted(first, second);
    }

    /** Sends to a topic that both routes match, and to one that only the general one matches. */
    private void assertOnlyTheFirstRouteGets(String toml, String topicOfBoth) throws Exception {
        Link link = rig.run(toml);
        Inbox first = rig.open("/default/first");
        Inbox second = rig.open("/default/second");

        link.publish(topicOfBoth, "1", 1);
        link.publish(topicOfBoth, "2", 2);
        assertThat(first.nextText()).isEqualTo("1");
        assertThat(first.nextText()).isEqualTo("2");
        link.nextPuback();
        link.nextPuback();

        assertThat(rig.topic("/default/first").published()).isEqualTo(2);
        assertThat(rig.topic("/default/second").published()).isZero();
        assertThat(second.isEmpty()).isTrue();
    }

    @Test
    void line47TheSpecificRouteWinsIfItIsFirst() throws Exception {
        assertOnlyTheFirstRouteGets(twoRoutes("sensors/attic", "sensors/#"), "sensors/attic");
    }

    @Test
    void line48TheGeneralRouteWinsIfItIsFirst() throws Exception {
        assertOnlyTheFirstRouteGets(twoRoutes("sensors/#", "sensors/attic"), "sensors/attic");
    }

    @Test
    void line49AllBelowIsTheLevelItselfToo() throws Exception {
        Link link = rig.run(SENSORS);
        Inbox inbox = rig.open("/default/sensors");

        link.publish("sensors", "1", 1);

        assertThat(inbox.nextText()).isEqualTo("1");
    }

    @Test
    void line50WhatNoRouteMatchesIsNotDelivered() throws Exception {
        Link link = rig.run(SENSORS.replace("sensors/#", "a/+/c"));
        Inbox inbox = rig.open("/default/sensors");

        link.publish("a/b/d", "1", 1);
        link.publish("a/b/c", "2", 2);

        assertThat(inbox.nextText()).isEqualTo("2");
        assertThat(rig.topic("/default/sensors").published()).isEqualTo(1);
    }

    @Test
    void line51ARouteIsAtLeastOnceAndReliable() throws Exception {
        assertThat(rig.run(SENSORS).nextSubscribe()).containsExactly("sensors/#@1");
        assertThat(rig.topic("/default/sensors").mode()).isEqualTo(DispatchMode.RELIABLE);
    }

    @Test
    void line52AtMostOnceIsUnreliable() throws Exception {
        assertThat(rig.run(SENSORS + "qos = \"AtMostOnce\"\n").nextSubscribe()).containsExactly("sensors/#@0");
        assertThat(rig.topic("/default/sensors").mode()).isEqualTo(DispatchMode.NON_RELIABLE);
    }

    @Test
    void line53AtMostOnceIsReliableOnRequest() throws Exception {
        assertThat(rig.run(SENSORS + "qos = \"AtMostOnce\"\nreliable_dispatch = true\n")
                        .nextSubscribe())
                .containsExactly("sensors/#@0");
        assertThat(rig.topic("/default/sensors").mode()).isEqualTo(DispatchMode.RELIABLE);
    }

    @Test
    void line54EveryPartitionExistsAndGetsRecords() throws Exception {
        Link link = rig.run(SENSORS + "partitions = 4\n");
        Inbox inbox = rig.open("/default/sensors");
        Set<String> read = new HashSet<>();

        for (int i = 1; i <= 32; i++) {
            link.publish("sensors/" + i, "1", i);
        }
        for (int i = 1; i <= 32; i++) {
            read.add(inbox.next().partitionTopic());
        }

        assertThat(read)
                .isEqualTo(IntStream.range(0, 4)
                        .mapToObj(i -> "/default/sensors-part-" + i)
                        .collect(Collectors.toSet()));
    }

    @Test
    void line55AnUnknownQosIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> rig.start(SENSORS + "qos = \"atleastonce\"\n", Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("qos")
                .hasMessageContaining("AtMostOnce, AtLeastOnce, ExactlyOnce");
    }

    @Test
    void line56AUserNameAloneIsNotSent() throws Exception {
        Link link = rig.run(SENSORS.replace("client_id", "username = \"u\"\nclient_id"));

        assertThat(link.endpoint().auth()).isNull();
    }

    @Test
    void line57CredentialsOfTheEnvironmentWin() throws Exception {
        Link link = rig.run(
                SENSORS.replace("client_id", "username = \"file\"\npassword = \"file\"\nclient_id"),
                Map.of("MQTT_USERNAME", "u", "MQTT_PASSWORD", "p"));

        assertThat(link.endpoint().auth().getUsername()).isEqualTo("u");
        assertThat(link.endpoint().auth().getPassword()).isEqualTo("p");
    }

    @Test
    void line58APortThatIsNoNumberGivesAWarningAndTheFilesPort() throws Exception {
        LoadedConfig loaded = rig.start(
                SENSORS.replace("client_id", "broker_port = " + rig.mqtt().port() + "\nclient_id"),
                Map.of("MQTT_BROKER_PORT", "abc"));

        rig.mqtt().nextLink();
        assertThat(loaded.warnings().toString()).contains("MQTT_BROKER_PORT");
    }

    @Test
    void line59MessagesFlowAgainAfterTheBrokersRestart() throws Exception {
        rig.run(SENSORS);
        Inbox inbox = rig.open("/default/sensors");

        rig.startMqtt(rig.stopMqtt());
        Link link = rig.mqtt().nextLink();
        assertThat(link.nextSubscribe()).containsExactly("sensors/#@1");
        link.publish("sensors/attic", "1", 1);

        assertThat(inbox.nextText()).isEqualTo("1");
    }

    @Test
    void line60ABrokerThatIsDownAtTheStartIsWaitedFor() throws Exception {
        int port = rig.stopMqtt();
        rig.start(SENSORS, Map.of("MQTT_BROKER_PORT", Integer.toString(port)));
        rig.awaitNotReady();

        rig.startMqtt(port);

        rig.awaitReady();
    }

    @Test
    void line61TlsEncrypts() throws Exception {
        rig.close();
        rig = new DropInRig(
                vertx,
                folder,
                new MqttServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .addCertPath(pem("server"))
                                .addKeyPath(pem("server-key"))));

        Link link = rig.run(
                SENSORS.replace("client_id", "use_tls = true\nca_cert_path = \"" + pem("ca") + "\"\nclient_id"));

        assertThat(link.endpoint().isSsl()).isTrue();
    }

    @Test
    void line62WhatDanubeHasNotStoredIsNotAcknowledged() throws Exception {
        Link link = rig.run(SENSORS);
        Inbox inbox = rig.open("/default/sensors");
        link.publish("sensors/attic", "1", 1);
        assertThat(link.nextPuback()).isEqualTo(1);

        rig.danube().stopListening().await();
        link.publish("sensors/attic", "2", 2);
        link.publish("sensors/attic", "3", 3);
        rig.awaitNotReady();
        assertThat(link.hasPuback()).isFalse();
        rig.danube().resumeListening().await();

        assertThat(List.of(link.nextPuback(), link.nextPuback())).containsExactly(2, 3);
        assertThat(inbox.nextText()).isEqualTo("1");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> rig.topic("/default/sensors").published() >= 3);
        Set<String> later = new HashSet<>();
        while (!later.containsAll(Set.of("2", "3"))) {
            later.add(inbox.nextText());
        }
    }

    @Test
    void line63ManyRoutesStart() throws Exception {
        String routes = IntStream.range(0, 150)
                .mapToObj(i -> "[[mqtt.routes]]\nfrom = \"r" + i + "/#\"\nto = \"/default/r" + i + "\"\n")
                .collect(Collectors.joining());
        Link link = rig.run(MQTT + routes);
        Inbox inbox = rig.open("/default/r149");

        link.publish("r149/x", "1", 1);

        assertThat(inbox.nextText()).isEqualTo("1");
    }

    @Test
    void line64TheOlderNamesOfAFileRun() throws Exception {
        Link link = rig.run(
                MQTT
                        + """
                [[mqtt.topic_mappings]]
                mqtt_topic = "sensors/+/heat"
                danube_topic = "/default/heat"
                qos = "AtLeastOnce"
                partitions = 0
                """);
        Inbox inbox = rig.open("/default/heat");

        link.publish("sensors/attic/heat", "31", 1);

        assertThat(inbox.nextText()).isEqualTo("31");
    }

    @Test
    void line65AnIllegalFilterIsNamed() {
        assertThatThrownBy(() -> rig.start(SENSORS.replace("sensors/#", "a/#/b"), Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("mqtt.routes[0].from")
                .hasMessageContaining("'a/#/b'");
    }
}
