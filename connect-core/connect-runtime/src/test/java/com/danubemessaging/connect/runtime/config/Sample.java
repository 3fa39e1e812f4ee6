package com.danubemessaging.connect.runtime.config;

import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.api.config.ConfigProblem;
import com.danubemessaging.connect.api.config.ConfigSpec;
import com.danubemessaging.connect.api.config.ConfigValues;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.config.Secret;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A connector's spec with a field of every shape, and short ways to bind it. */
final class Sample {

    static final ConfigField<String> FROM = ConfigField.string("from")
            .alias("mqtt_topic")
            .describe("Topic filter.")
            .required()
            .example("\"devices/#\"");

    static final ConfigField<String> TO = ConfigField.string("to")
            .alias("danube_topic")
            .describe("Danube topic.")
            .required()
            .check("must start with /", topic -> topic.startsWith("/"))
            .example("\"/default/devices\"");

    static final ConfigField<Long> QOS = ConfigField.choice("qos", qosWords())
            .describe("Quality of service.")
            .orDefault(1L);

    static final ConfigField<Long> RATE = ConfigField.integer("rate_limit.requests_per_second", 1, 1000)
            .describe("Limit of the route.")
            .example("50");

    static final ConfigSpec ROUTE = ConfigSpec.of(FROM, TO, QOS, RATE);

    static final ConfigField<String> HOST = ConfigField.string("mqtt.broker_host")
            .describe("Host of the broker.")
            .required()
            .env("MQTT_BROKER_HOST")
            .example("\"localhost\"");

    static final ConfigField<Long> PORT = ConfigField.integer("mqtt.broker_port", 1, 65_535)
            .describe("Port of the broker.")
            .orDefault(1883L)
            .envOrIgnore("MQTT_BROKER_PORT");

    static final ConfigField<String> CLIENT_ID = ConfigField.string("mqtt.client_id")
            .describe("Client id.")
            .required()
            .example("\"connector-1\"");

    static final ConfigField<String> USERNAME =
            ConfigField.string("mqtt.username").describe("User name.").env("MQTT_USERNAME");

    static final ConfigField<Secret> PASSWORD =
            ConfigField.secret("mqtt.password").describe("Password.").env("MQTT_PASSWORD");

    static final ConfigField<Boolean> USE_TLS = ConfigField.bool("mqtt.use_tls")
            .describe("Encrypt.")
            .orDefault(false)
            .env("MQTT_USE_TLS");

    static final ConfigField<Duration> KEEP_ALIVE = ConfigField.seconds("mqtt.keep_alive_secs")
            .describe("Keep-alive; 0 disables it.")
            .orDefault(Duration.ofMinutes(1));

    static final ConfigField<Long> ADMIN_PORT = ConfigField.integer("mqtt.admin_port", 0, 65_535)
            .describe("Port of a further listener.")
            .env("MQTT_ADMIN_PORT")
            .orDefault(0L)
            .advanced();

    static final ConfigField<List<String>> TAGS =
            ConfigField.strings("mqtt.tags").describe("Tags.").env("MQTT_TAGS").example("[\"a\", \"b\"]");

    static final ConfigField<Map<String, String>> HEADERS =
            ConfigField.stringMap("mqtt.headers").describe("Headers.").example("{ Accept = \"text/plain\" }");

    static final ConfigField<List<ConfigValues>> ROUTES = ConfigField.tables("mqtt.routes", ROUTE)
            .alias("mqtt.topic_mappings")
            .describe("What is read, and where it goes.")
            .required();

    static final ConfigSpec SPEC = ConfigSpec.of(
            HOST, PORT, CLIENT_ID, USERNAME, PASSWORD, USE_TLS, KEEP_ALIVE, ADMIN_PORT, TAGS, HEADERS, ROUTES);

    /** A file without a problem. */
    static final String FILE =
            """
            danube_service_url = "http://localhost:6650"
            connector_name = "test"

            [mqtt]
            broker_host = "broker"
            client_id = "client"

            [[mqtt.routes]]
            from = "devices/#"
            to = "/default/devices"
            """;

    private Sample() {}

    private static Map<String, Long> qosWords() {
        Map<String, Long> words = new LinkedHashMap<>();
        words.put("AtMostOnce", 0L);
        words.put("AtLeastOnce", 1L);
        words.put("0", 0L);
        words.put("1", 1L);
        return words;
    }

    static BindResult bind(String toml) {
        return bind(toml, Map.of());
    }

    static BindResult bind(String toml, Map<String, String> environment) {
        return bind(toml, environment, SPEC);
    }

    static BindResult bind(String toml, Map<String, String> environment, ConfigSpec connectorSpec) {
        return ConfigBinder.bind(TomlReader.read("test.toml", toml), environment, CoreFields.SPEC.and(connectorSpec));
    }

    /** Binds these fields alone. */
    static BindResult bindOnly(String toml, ConfigField<?>... fields) {
        return ConfigBinder.bind(TomlReader.read("test.toml", toml), Map.of(), ConfigSpec.of(fields));
    }

    static List<String> problems(BindResult result) {
        return result.problems().stream().map(ConfigProblem::toString).toList();
    }

    static List<String> warnings(BindResult result) {
        return result.warnings().stream().map(ConfigProblem::toString).toList();
    }
}
