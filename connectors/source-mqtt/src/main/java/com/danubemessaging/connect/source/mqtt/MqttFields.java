package com.danubemessaging.connect.source.mqtt;

import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.api.config.ConfigProblem;
import com.danubemessaging.connect.api.config.ConfigSpec;
import com.danubemessaging.connect.api.config.ConfigValues;
import com.danubemessaging.connect.api.config.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The keys of {@code source-mqtt}. The older names of the routes' keys stay valid. */
final class MqttFields {

    /** A gibibyte, the largest bound that makes sense for a queue in memory. */
    private static final long GIBIBYTE = 1L << 30;

    static final ConfigField<String> BROKER_HOST = ConfigField.string("mqtt.broker_host")
            .describe("Host name or IP address of the MQTT broker. With TLS, the name that its certificate must carry.")
            .required()
            .env("MQTT_BROKER_HOST")
            .example("\"localhost\"");

    static final ConfigField<Long> BROKER_PORT = ConfigField.integer("mqtt.broker_port", 1, 65_535)
            .describe("Port of the MQTT broker; brokers usually offer TLS on 8883.")
            .orDefault(1883L)
            .envOrIgnore("MQTT_BROKER_PORT");

    static final ConfigField<String> CLIENT_ID = ConfigField.string("mqtt.client_id")
            .describe(
                    "MQTT client identifier. Names the session at the broker: two clients with one identifier end each"
                            + " other's connection, so every replica needs its own.")
            .required()
            .env("MQTT_CLIENT_ID")
            .example("\"danube-mqtt\"");

    static final ConfigField<String> USERNAME = ConfigField.string("mqtt.username")
            .describe("User name; sent only together with a password.")
            .allowEmpty()
            .env("MQTT_USERNAME");

    static final ConfigField<Secret> PASSWORD = ConfigField.secret("mqtt.password")
            .describe("Password; sent only together with a user name.")
            .env("MQTT_PASSWORD");

    static final ConfigField<Boolean> USE_TLS = ConfigField.bool("mqtt.use_tls")
            .describe("Encrypt the connection and verify the broker's certificate and host name.")
            .orDefault(false)
            .envOrIgnore("MQTT_USE_TLS");

    static final ConfigField<String> CA_CERT_PATH = ConfigField.string("mqtt.ca_cert_path")
            .describe("PEM file with the certificates of the authorities that are trusted, instead of the system's.")
            .defaultsTo("the system's trusted authorities");

    static final ConfigField<String> CLIENT_CERT_PATH = ConfigField.string("mqtt.client_cert_path")
            .describe("PEM file with the certificate that the connector shows to the broker; needs client_key_path.");

    static final ConfigField<String> CLIENT_KEY_PATH = ConfigField.string("mqtt.client_key_path")
            .describe("PEM file with the private key of client_cert_path, not encrypted.");

    static final ConfigField<Boolean> CLEAN_SESSION = ConfigField.bool("mqtt.clean_session")
            .describe(
                    "With false the broker keeps subscriptions and unacknowledged messages while the connector is away:"
                            + " needed for delivery at least once.")
            .orDefault(true);

    static final ConfigField<Duration> KEEP_ALIVE = ConfigField.seconds("mqtt.keep_alive_secs")
            .describe(
                    "Longest silence before a ping; 0 turns pings off, and with them the detection of a dead network.")
            .orDefault(Duration.ofSeconds(60));

    static final ConfigField<Duration> CONNECTION_TIMEOUT = ConfigField.seconds("mqtt.connection_timeout_secs")
            .describe("Longest time for one connection attempt, from the first packet to the broker's consent; the same"
                    + " for subscribing. 0 stands for the default.")
            .orDefault(Duration.ofSeconds(30));

    static final ConfigField<Long> MAX_PACKET_SIZE = ConfigField.integer("mqtt.max_packet_size", 1, Integer.MAX_VALUE)
            .describe("Largest MQTT packet in bytes. A larger one ends the connection.")
            .orDefault(10L * 1024 * 1024);

    static final ConfigField<Boolean> TCP_NODELAY = ConfigField.bool("mqtt.tcp_nodelay")
            .describe("Send small packets at once.")
            .orDefault(true)
            .advanced();

    static final ConfigField<Boolean> INCLUDE_METADATA = ConfigField.bool("mqtt.include_metadata")
            .describe("Give each record the attributes mqtt.topic, mqtt.qos, mqtt.retain, mqtt.dup and source.")
            .orDefault(true);

    static final ConfigField<Long> MAX_UNACKED_MESSAGES = ConfigField.integer("mqtt.max_unacked_messages", 1, 1_000_000)
            .describe("Most messages that are taken from the broker and not confirmed by Danube yet. At this bound"
                    + " nothing more is read from the connection until half of them are confirmed.")
            .orDefault(2000L)
            .advanced();

    static final ConfigField<Long> MAX_UNACKED_BYTES = ConfigField.integer("mqtt.max_unacked_bytes", 1, GIBIBYTE)
            .describe("The same in bytes of payload and topic. The message that reaches the bound is still taken.")
            .orDefault(16L * 1024 * 1024)
            .advanced();

    static final ConfigField<String> FROM = ConfigField.string("from")
            .alias("mqtt_topic")
            .describe("MQTT topic filter, with + and # as wildcards, or $share/<group>/<filter>. The first route that"
                    + " matches gets the message.")
            .required()
            .example("\"sensors/+/temperature\"");

    static final ConfigField<String> TO = ConfigField.string("to")
            .alias("danube_topic")
            .describe("Danube topic, /namespace/topic.")
            .required()
            .example("\"/default/temperature\"");

    static final ConfigField<Qos> QOS = ConfigField.choice("qos", Qos.spellings())
            .describe("Quality of service of the subscription. ExactlyOnce subscribes like AtLeastOnce.")
            .orDefault(Qos.AT_LEAST_ONCE);

    static final ConfigField<Long> PARTITIONS = ConfigField.integer("partitions", 0, Integer.MAX_VALUE)
            .describe("Partitions of the Danube topic; 0 means not partitioned.")
            .orDefault(0L);

    static final ConfigField<Boolean> RELIABLE_DISPATCH = ConfigField.bool("reliable_dispatch")
            .describe("Whether Danube keeps the records until they are acknowledged.")
            .defaultsTo("false for AtMostOnce, else true");

    static final ConfigField<List<ConfigValues>> ROUTES = ConfigField.tables(
                    "mqtt.routes", ConfigSpec.of(FROM, TO, QOS, PARTITIONS, RELIABLE_DISPATCH))
            .alias("mqtt.topic_mappings")
            .describe("Which MQTT topics go to which Danube topics, at least one; the first that matches wins.")
            .required();

    /** All of them, in the order of the reference. */
    static final ConfigSpec SPEC = ConfigSpec.of(
                    BROKER_HOST,
                    BROKER_PORT,
                    CLIENT_ID,
                    USERNAME,
                    PASSWORD,
                    USE_TLS,
                    CA_CERT_PATH,
                    CLIENT_CERT_PATH,
                    CLIENT_KEY_PATH,
                    CLEAN_SESSION,
                    KEEP_ALIVE,
                    CONNECTION_TIMEOUT,
                    MAX_PACKET_SIZE,
                    TCP_NODELAY,
                    INCLUDE_METADATA,
                    MAX_UNACKED_MESSAGES,
                    MAX_UNACKED_BYTES,
                    ROUTES)
            .rule(MqttFields::problems);

    private MqttFields() {}

    /** What is wrong with values that are fine one by one. */
    static List<ConfigProblem> problems(ConfigValues values) {
        List<ConfigValues> rows = values.find(ROUTES).orElse(List.of());
        List<ConfigProblem> problems = new ArrayList<>(RouteRules.problems(rows));
        if (rows.isEmpty()) {
            problems.add(new ConfigProblem(ROUTES.key(), "must have at least one entry"));
        }
        if (values.isSet(CLIENT_CERT_PATH) != values.isSet(CLIENT_KEY_PATH)) {
            ConfigField<String> missing = values.isSet(CLIENT_CERT_PATH) ? CLIENT_KEY_PATH : CLIENT_CERT_PATH;
            problems.add(new ConfigProblem(
                    missing.key(), "is missing; client_cert_path and client_key_path are given together"));
        }
        return problems;
    }
}
