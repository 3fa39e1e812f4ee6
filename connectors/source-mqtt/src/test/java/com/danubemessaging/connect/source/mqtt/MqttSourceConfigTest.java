package com.danubemessaging.connect.source.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.ProducerConfig.Ordering;
import com.danubemessaging.connect.api.config.Secret;
import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.runtime.config.ConfigLoader;
import com.danubemessaging.connect.runtime.config.LoadedConfig;
import com.danubemessaging.connect.source.mqtt.BrokerSettings.Credentials;
import com.danubemessaging.connect.source.mqtt.BrokerSettings.TlsFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MqttSourceConfigTest {

    private static final String CORE =
            """
            danube_service_url = "http://localhost:6650"
            connector_name = "c"
            """;
    private static final String REQUIRED =
            CORE + """
            [mqtt]
            broker_host = "h"
            client_id = "i"
            """;
    private static final String ROUTE =
            """
            [[mqtt.routes]]
            from = "a/b"
            to = "/d/x"
            """;

    @TempDir
    private Path folder;

    private LoadedConfig load(String toml, Map<String, String> environment) throws Exception {
        Path file = Files.writeString(folder.resolve("connector.toml"), toml);
        return ConfigLoader.load(Optional.of(file), environment, new MqttSourceProvider().spec());
    }

    private MqttSourceConfig config(String toml) throws Exception {
        return config(toml, Map.of());
    }

    private MqttSourceConfig config(String toml, Map<String, String> environment) throws Exception {
        return MqttSourceConfig.from(load(toml, environment).config());
    }

    @Test
    void hasUpstreamsDefaults() throws Exception {
        MqttSourceConfig config = config(REQUIRED + ROUTE);

        BrokerSettings broker = config.broker();
        assertThat(broker.address()).isEqualTo("h:1883");
        assertThat(broker.transport())
                .isEqualTo(new BrokerSettings.Transport(null, Duration.ofSeconds(30), 10_485_760, true));
        assertThat(broker.session()).isEqualTo(new BrokerSettings.Session("i", null, Duration.ofSeconds(60), true));
        assertThat(config.includeMetadata()).isTrue();
        assertThat(config.limits()).isEqualTo(new MqttSourceConfig.Limits(2_000, 16 * 1024 * 1024));
        Route route = config.routes().all().get(0);
        assertThat(route.qos()).isEqualTo(Qos.AT_LEAST_ONCE);
        assertThat(route.target()).isEqualTo(new ProducerConfig("/d/x", 0, true, Ordering.KEY));
    }

    @Test
    void mapsEveryKey() throws Exception {
        MqttSourceConfig config = config(
                CORE
                        + """
                [mqtt]
                broker_host = "host"
                broker_port = 8883
                client_id = "id"
                username = "user"
                password = "secret"
                use_tls = true
                ca_cert_path = "ca"
                client_cert_path = "cert"
                client_key_path = "key"
                clean_session = false
                keep_alive_secs = 7
                connection_timeout_secs = 8
                max_packet_size = 9
                tcp_nodelay = false
                include_metadata = false
                max_unacked_messages = 10
                max_unacked_bytes = 11
                [[mqtt.routes]]
                from = "a/#"
                to = "/d/y"
                qos = "ExactlyOnce"
                partitions = 12
                reliable_dispatch = false
                """);

        assertThat(config.broker())
                .isEqualTo(new BrokerSettings(
                        "host",
                        8883,
                        new BrokerSettings.Transport(
                                new TlsFiles("ca", "cert", "key"), Duration.ofSeconds(8), 9, false),
                        new BrokerSettings.Session(
                                "id", new Credentials("user", Secret.of("secret")), Duration.ofSeconds(7), false)));
        assertThat(config.broker().toString()).doesNotContain("secret");
        assertThat(config.includeMetadata()).isFalse();
        assertThat(config.limits()).isEqualTo(new MqttSourceConfig.Limits(10, 11));
        Route route = config.routes().all().get(0);
        assertThat(route.filter().text()).isEqualTo("a/#");
        assertThat(route.qos()).isEqualTo(Qos.EXACTLY_ONCE);
        assertThat(route.target()).isEqualTo(new ProducerConfig("/d/y", 12, false, Ordering.KEY));
    }

    @Test
    void readsTheOlderNamesOfTheRoutesKeys() throws Exception {
        MqttSourceConfig older = config(
                REQUIRED
                        + """
                [[mqtt.topic_mappings]]
                mqtt_topic = "a/b"
                danube_topic = "/d/x"
                qos = "AtMostOnce"
                partitions = 3
                """);

        assertThat(older.routes().all()).singleElement().satisfies(route -> {
            assertThat(route.filter().text()).isEqualTo("a/b");
            assertThat(route.qos()).isEqualTo(Qos.AT_MOST_ONCE);
            assertThat(route.target()).isEqualTo(new ProducerConfig("/d/x", 3, false, Ordering.KEY));
        });
    }

    @Test
    void letsTheEnvironmentOverrideTheFile() throws Exception {
        BrokerSettings broker = config(
                        REQUIRED + ROUTE,
                        Map.of(
                                "MQTT_BROKER_HOST", "eh",
                                "MQTT_BROKER_PORT", "1",
                                "MQTT_CLIENT_ID", "ei",
                                "MQTT_USERNAME", "eu",
                                "MQTT_PASSWORD", "ep",
                                "MQTT_USE_TLS", "true"))
                .broker();

        assertThat(broker.address()).isEqualTo("eh:1");
        assertThat(broker.session().clientId()).isEqualTo("ei");
        assertThat(broker.session().credentials()).isEqualTo(new Credentials("eu", Secret.of("ep")));
        assertThat(broker.transport().tls()).isEqualTo(new TlsFiles(null, null, null));
    }

    @Test
    void ignoresAnEnvironmentPortThatIsNoNumberWithAWarning() throws Exception {
        LoadedConfig loaded = load(REQUIRED + ROUTE, Map.of("MQTT_BROKER_PORT", "abc", "MQTT_USE_TLS", "yes"));

        assertThat(MqttSourceConfig.from(loaded.config()).broker().port()).isEqualTo(1883);
        assertThat(loaded.warnings().toString()).contains("MQTT_BROKER_PORT", "MQTT_USE_TLS");
    }

    @ParameterizedTest
    @CsvSource({
        "AtMostOnce, AT_MOST_ONCE, false",
        "AtLeastOnce, AT_LEAST_ONCE, true",
        "ExactlyOnce, EXACTLY_ONCE, true",
    })
    void derivesTheDispatchModeFromTheQos(String word, Qos qos, boolean reliable) throws Exception {
        Route route = config(REQUIRED + ROUTE + "qos = \"" + word + "\"\n")
                .routes()
                .all()
                .get(0);

        assertThat(route.qos()).isEqualTo(qos);
        assertThat(route.target().reliable()).isEqualTo(reliable);
    }

    @Test
    void takesTheNumbersOfQosToo() throws Exception {
        assertThat(config(REQUIRED + ROUTE + "qos = 0\n").routes().all().get(0).qos())
                .isEqualTo(Qos.AT_MOST_ONCE);
    }

    @Test
    void makesAnUnreliableRouteReliableOnRequest() throws Exception {
        Route route = config(REQUIRED + ROUTE + "qos = \"AtMostOnce\"\nreliable_dispatch = true\n")
                .routes()
                .all()
                .get(0);

        assertThat(route.target().reliable()).isTrue();
    }

    @Test
    void clampsWhatMqttCannotExpress() throws Exception {
        MqttSourceConfig config = config(REQUIRED
                + "keep_alive_secs = 100000\nmax_packet_size = 2000000000\nconnection_timeout_secs = 0\n" + ROUTE);

        assertThat(config.broker().session().keepAlive()).isEqualTo(Duration.ofSeconds(65_535));
        assertThat(config.broker().transport().maxPacketBytes()).isEqualTo(268_435_455);
        assertThat(config.broker().transport().connectTimeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "from = 'a/#/b'\\nto = '/d/x'     | mqtt.routes[0].from | 'a/#/b' is no legal MQTT topic filter: # must",
                "from = ''\\nto = '/d/x'          | mqtt.routes[0].from | cannot be empty",
                "from = 'a'\\nto = 'd/x'          | mqtt.routes[0].to   | 'd/x' is no Danube topic",
                "from = 'a'\\nto = '/d/x/y'       | mqtt.routes[0].to   | write /namespace/topic",
                "from = 'a'\\nto = '/d/x.y'       | mqtt.routes[0].to   | letters, digits",
                "to = '/d/x'                     | mqtt.routes[0].from | ",
                "from = 'a'                      | mqtt.routes[0].to   | ",
                "from = 'a'\\nto = '/d/x'\\nqos = 'atleastonce' | qos    | AtMostOnce, AtLeastOnce, ExactlyOnce",
                "from = 'a'\\nto = '/d/x'\\npartitions = -1     | mqtt.routes[0].partitions | -1 must be between",
            })
    void saysWhatIsWrongWithARoute(String rows, String key, String text) {
        String toml = REQUIRED + "[[mqtt.routes]]\n" + rows.replace("\\n", "\n").replace('\'', '"') + "\n";

        assertThatThrownBy(() -> config(toml))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(text == null ? "" : text);
    }

    @Test
    void demandsHostClientIdAndRoutes() {
        assertThatThrownBy(() -> config(CORE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("mqtt.broker_host")
                .hasMessageContaining("mqtt.client_id")
                .hasMessageContaining("mqtt.routes");
        assertThatThrownBy(() -> config(REQUIRED + "routes = []\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("mqtt.routes");
        assertThatThrownBy(() -> Settings.toPort(1883).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("mqtt.routes: must have at least one entry");
    }

    @Test
    void refusesTwoDispatchModesForOneTopic() {
        assertThatThrownBy(
                        () -> config(
                                REQUIRED + ROUTE
                                        + """
                        [[mqtt.routes]]
                        from = "c"
                        to = "/d/x"
                        qos = "AtMostOnce"
                        """))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("mqtt.routes[1].reliable_dispatch")
                .hasMessageContaining("mqtt.routes[0]")
                .hasMessageContaining("/d/x");
    }

    @Test
    void refusesACertificateWithoutItsKey() {
        assertThatThrownBy(() -> config(REQUIRED + "client_cert_path = \"c\"\n" + ROUTE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("mqtt.client_key_path");
    }

    @Test
    void refusesAtCreateWhatNoLoaderHasChecked() {
        Settings unchecked = Settings.toPort(1883).route("a/#/b", "/default/a", Qos.AT_LEAST_ONCE);

        assertThatThrownBy(() -> new MqttSourceProvider().create(unchecked.connector()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'a/#/b'");
    }

    @ParameterizedTest
    @CsvSource({"minimal.toml, 1", "full.toml, 2"})
    void loadsTheFilesOfTheConfigFolderWithoutAWarning(String name, int routes) {
        LoadedConfig loaded = ConfigLoader.load(
                Optional.of(Path.of("config", name)), Map.of("MQTT_PASSWORD", "p"), new MqttSourceProvider().spec());

        assertThat(loaded.warnings()).isEmpty();
        assertThat(MqttSourceConfig.from(loaded.config()).routes().all()).hasSize(routes);
    }

    @Test
    void isFoundByTheServiceLoader() {
        ConnectorProvider found = ServiceLoader.load(ConnectorProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.type().equals("source-mqtt"))
                .findFirst()
                .orElseThrow();

        assertThat(found).isInstanceOf(MqttSourceProvider.class);
        assertThat(found.version()).isNotEmpty();
    }
}
