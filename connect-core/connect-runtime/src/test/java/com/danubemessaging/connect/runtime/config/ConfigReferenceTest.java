package com.danubemessaging.connect.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.api.config.ConfigSpec;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.config.SchemaFields;
import com.danubemessaging.connect.api.config.Secret;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigReferenceTest {

    private static final ConfigReference SAMPLE = ConfigReference.ofConnector(Sample.SPEC);

    @Test
    void writesTheSmallestFile() {
        assertThat(SAMPLE.minimalToml())
                .isEqualTo(
                        """
                        danube_service_url = "http://localhost:6650"
                        connector_name = "my-connector"

                        [mqtt]
                        broker_host = "localhost"
                        client_id = "connector-1"

                        [[mqtt.routes]]
                        from = "devices/#"
                        to = "/default/devices"
                        """);
    }

    @Test
    void writesEveryKeyWithWhatItMeans() {
        ConfigSpec spec = ConfigSpec.of(
                Sample.HOST,
                Sample.ADMIN_PORT,
                Sample.PORT,
                Sample.PASSWORD,
                Sample.HEADERS,
                ConfigField.string("name").describe("A name.").defaultsTo("the host's name"),
                ConfigField.choice("log.level", "info", "debug")
                        .describe("Level.")
                        .orDefault("info"),
                ConfigField.string("extra.path").describe("A path.").example("'C:\\x'"),
                Sample.ROUTES,
                CoreFields.SCHEMAS);

        assertThat(ConfigReference.of(spec).fullToml())
                .isEqualTo(
                        """
                        # A name.
                        # (string; default: the host's name)
                        #name = "change-me"

                        [mqtt]

                        # Host of the broker.
                        # (string; required; environment: MQTT_BROKER_HOST)
                        broker_host = "localhost"

                        # Port of the broker.
                        # (integer, from 1 to 65535; environment: MQTT_BROKER_PORT)
                        broker_port = 1883

                        # Password.
                        # (secret string; environment: MQTT_PASSWORD or MQTT_PASSWORD_FILE)
                        #password = "${env:MQTT_PASSWORD}"

                        # Headers.
                        # (table of strings)
                        #headers = { Accept = "text/plain" }

                        # Port of a further listener.
                        # (integer, from 0 to 65535; environment: MQTT_ADMIN_PORT)
                        admin_port = 0

                        # What is read, and where it goes.
                        # (array of tables; required)
                        [[mqtt.routes]]

                        # Topic filter.
                        # (string; required)
                        from = "devices/#"

                        # Danube topic.
                        # (string; required)
                        to = "/default/devices"

                        # Quality of service.
                        # (one of AtMostOnce, AtLeastOnce, 0, 1)
                        qos = "AtLeastOnce"

                        #[mqtt.routes.rate_limit]

                        # Limit of the route.
                        # (integer, from 1 to 1000)
                        #requests_per_second = 50

                        [log]

                        # Level.
                        # (one of info, debug)
                        level = "info"

                        #[extra]

                        # A path.
                        # (string)
                        #path = 'C:\\x'

                        # Schemas of the topics that a source writes.
                        # (array of tables)
                        #[[schemas]]

                        # Danube topic that the schema governs; the last entry for a topic wins.
                        # (string; required)
                        #topic = "/default/events"

                        # Subject in the schema registry.
                        # (string; required)
                        #subject = "events-value"

                        # Kind of schema; json is short for json_schema.
                        # (one of json_schema, string, number, bytes, avro, protobuf, json; required)
                        #schema_type = "json_schema"

                        # File with the definition, relative to the working directory; needed for json_schema, avro and
                        # protobuf, not read otherwise.
                        # (string)
                        #schema_file = "/etc/schemas/events.json"

                        # Register the file if the subject does not exist, or as its next version if it differs from the
                        # latest and fits it; a file that does not fit ends the start. With false the subject must exist and
                        # stays as it is, as it does with a pinned version.
                        # (boolean)
                        #auto_register = true

                        # Version that messages are stamped with: "latest", exactly {pinned = N}, or {minimum = N} and
                        # newer.
                        # (one of latest, {pinned = N}, {minimum = N})
                        #version_strategy = "latest"

                        # Check each record against the schema before it is published; one that does not fit goes the way of
                        # invalid records.
                        # (boolean)
                        #validate = false

                        # How records of an avro schema are written: as JSON text, which the Rust connectors do, or in
                        # Avro's binary encoding, which needs a record at the top of the schema.
                        # (one of json, binary)
                        #avro_encoding = "json"
                        """);
    }

    @Test
    void writesAMarkdownTable() {
        ConfigSpec spec = ConfigSpec.of(
                Sample.ADMIN_PORT,
                Sample.HOST,
                Sample.PASSWORD,
                ConfigField.string("topic").describe("Either a|b.").defaultsTo("/<namespace>/x"),
                Sample.ROUTES);

        assertThat(ConfigReference.of(spec).markdown())
                .isEqualTo(
                        """
                        | Key | Type | Default | Environment | Meaning |
                        | --- | --- | --- | --- | --- |
                        | `mqtt.broker_host` | string | required | `MQTT_BROKER_HOST` | Host of the broker. |
                        | `mqtt.password` | secret string |  | `MQTT_PASSWORD` or `MQTT_PASSWORD_FILE` | Password. |
                        | `topic` | string | /&lt;namespace>/x |  | Either a\\|b. |
                        | `mqtt.routes` | array of tables | required |  | What is read, and where it goes. Older name: `mqtt.topic_mappings`. |
                        | `mqtt.routes[].from` | string | required |  | Topic filter. Older name: `mqtt.routes[].mqtt_topic`. |
                        | `mqtt.routes[].to` | string | required |  | Danube topic. Older name: `mqtt.routes[].danube_topic`. |
                        | `mqtt.routes[].qos` | one of AtMostOnce, AtLeastOnce, 0, 1 | `"AtLeastOnce"` |  | Quality of service. |
                        | `mqtt.routes[].rate_limit.requests_per_second` | integer, from 1 to 1000 |  |  | Limit of the route. |
                        | `mqtt.admin_port` | integer, from 0 to 65535 | `0` | `MQTT_ADMIN_PORT` | Port of a further listener. |
                        """);
    }

    @Test
    void describesEveryShapeInTheJsonSchema() {
        JsonObject schema = ConfigReference.of(Sample.SPEC).jsonSchema("source-sample");
        JsonObject mqtt = schema.getJsonObject("properties").getJsonObject("mqtt");
        JsonObject keys = mqtt.getJsonObject("properties");

        assertThat(schema.getString("$schema")).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.getString("title")).isEqualTo("source-sample");
        assertThat(keys.getJsonObject("broker_host"))
                .isEqualTo(new JsonObject()
                        .put("description", "Host of the broker.")
                        .put("type", "string")
                        .put("minLength", 1)
                        .put("examples", JsonArray.of("localhost")));
        assertThat(keys.getJsonObject("broker_port"))
                .isEqualTo(new JsonObject()
                        .put("description", "Port of the broker.")
                        .put("type", "integer")
                        .put("minimum", 1)
                        .put("maximum", 65_535)
                        .put("default", 1883));
        assertThat(keys.getJsonObject("use_tls"))
                .isEqualTo(new JsonObject()
                        .put("description", "Encrypt.")
                        .put("type", "boolean")
                        .put("default", false));
        assertThat(keys.getJsonObject("password"))
                .isEqualTo(new JsonObject()
                        .put("description", "Password.")
                        .put("type", "string")
                        .put("writeOnly", true));
        assertThat(keys.getJsonObject("tags"))
                .isEqualTo(new JsonObject()
                        .put("description", "Tags.")
                        .put("type", "array")
                        .put("items", new JsonObject().put("type", "string"))
                        .put("examples", JsonArray.of(JsonArray.of("a", "b"))));
        assertThat(keys.getJsonObject("headers"))
                .isEqualTo(new JsonObject()
                        .put("description", "Headers.")
                        .put("type", "object")
                        .put("additionalProperties", new JsonObject().put("type", "string"))
                        .put("examples", JsonArray.of(new JsonObject().put("Accept", "text/plain"))));
        assertThat(keys.getJsonObject("routes").getString("type")).isEqualTo("array");
        assertThat(keys.getJsonObject("routes").getInteger("minItems")).isEqualTo(1);
    }

    @Test
    void requiresInTheJsonSchemaOnlyWhatTheEnvironmentCannotGive() {
        JsonObject schema = SAMPLE.jsonSchema("source-sample");
        JsonObject mqtt = schema.getJsonObject("properties").getJsonObject("mqtt");

        assertThat(schema.getJsonArray("required")).isEqualTo(JsonArray.of("mqtt"));
        assertThat(mqtt.getJsonArray("required")).isEqualTo(JsonArray.of("client_id"));
    }

    @Test
    void allowsTheOlderNameOfARequiredKeyInTheJsonSchema() {
        JsonObject mqtt =
                SAMPLE.jsonSchema("source-sample").getJsonObject("properties").getJsonObject("mqtt");

        assertThat(mqtt.getJsonArray("allOf"))
                .isEqualTo(JsonArray.of(new JsonObject()
                        .put(
                                "anyOf",
                                JsonArray.of(
                                        new JsonObject().put("required", JsonArray.of("routes")),
                                        new JsonObject().put("required", JsonArray.of("topic_mappings"))))));
        assertThat(mqtt.getJsonObject("properties")
                        .getJsonObject("topic_mappings")
                        .getBoolean("deprecated"))
                .isTrue();
    }

    @Test
    void writesWordsNumbersAndLetterCaseIntoTheJsonSchema() {
        JsonObject row =
                ConfigReference.of(SchemaFields.SPEC).jsonSchema("schemas").getJsonObject("properties");
        JsonObject qos = ConfigReference.of(Sample.ROUTE)
                .jsonSchema("route")
                .getJsonObject("properties")
                .getJsonObject("qos");

        assertThat(qos.getJsonArray("enum")).isEqualTo(JsonArray.of("AtMostOnce", "AtLeastOnce", "0", 0L, "1", 1L));
        assertThat("JSON_Schema").matches(row.getJsonObject("schema_type").getString("pattern"));
        assertThat("xjson").doesNotMatch(row.getJsonObject("schema_type").getString("pattern"));
        assertThat(row.getJsonObject("version_strategy").getJsonArray("oneOf").getJsonObject(1))
                .isEqualTo(new JsonObject()
                        .put("type", "object")
                        .put(
                                "properties",
                                new JsonObject()
                                        .put(
                                                "pinned",
                                                new JsonObject()
                                                        .put("type", "integer")
                                                        .put("minimum", 1)
                                                        .put("maximum", 4294967295L)))
                        .put("required", JsonArray.of("pinned"))
                        .put("additionalProperties", false));
    }

    @Test
    void requiresATableThatMustBeThere() {
        ConfigSpec spec =
                ConfigSpec.of(ConfigField.string("auth.type").orDefault("none")).requireTable("auth");
        ConfigReference reference = ConfigReference.of(spec);

        assertThat(reference.jsonSchema("x").getJsonArray("required")).isEqualTo(JsonArray.of("auth"));
        assertThat(reference.minimalToml()).isEqualTo("[auth]\n");
    }

    @Test
    void loadsItsOwnSampleFiles() {
        for (String toml : new String[] {SAMPLE.minimalToml(), SAMPLE.fullToml()}) {
            BindResult result = Sample.bind(toml);

            assertThat(result.problems()).isEmpty();
            assertThat(result.warnings()).isEmpty();
            assertThat(result.values().get(Sample.PORT)).isEqualTo(1883L);
        }
    }

    /** Whoever takes every hash off the keys must get a file that loads. */
    @Test
    void loadsItsFullSampleWithEveryKeyTakenOutOfItsComment() {
        String everything = SAMPLE.fullToml().replaceAll("(?m)^#(?=[a-z_\\[])", "");

        BindResult result = Sample.bind(everything, Map.of("MQTT_PASSWORD", "p", "DANUBE_TOKEN", "t"));

        assertThat(result.problems()).isEmpty();
        assertThat(result.warnings()).isEmpty();
        assertThat(result.values().get(CoreFields.SCHEMAS)).hasSize(1);
        assertThat(result.values().get(Sample.ROUTES).get(0).get(Sample.RATE)).isEqualTo(50L);
    }

    @Test
    void neverWritesASecret() {
        String canary = "canary-7f3a";
        ConfigReference reference = ConfigReference.of(ConfigSpec.of(
                ConfigField.secret("token").orDefault(Secret.of(canary)),
                ConfigField.secret("other").required()));

        assertThat(reference.minimalToml() + reference.fullToml() + reference.markdown() + reference.jsonSchema("x"))
                .doesNotContain(canary);
    }
}
