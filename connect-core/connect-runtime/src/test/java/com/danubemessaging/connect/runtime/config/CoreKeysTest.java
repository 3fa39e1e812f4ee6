package com.danubemessaging.connect.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.config.ConfigValues;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.config.SchemaFields;
import com.danubemessaging.connect.api.config.SchemaVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoreKeysTest {

    private static final String HEAD = "danube_service_url = 'http://localhost:6650'\nconnector_name = 'test'\n";

    private static final String SCHEMA = HEAD + "[[schemas]]\ntopic = '/default/t'\nsubject = 's'\n";

    private static BindResult bind(String toml) {
        return ConfigBinder.bind(TomlReader.read("test.toml", toml), Map.of(), CoreFields.SPEC);
    }

    private static ConfigValues schema(String rest) {
        BindResult result = bind(SCHEMA + rest);
        assertThat(result.problems()).isEmpty();
        return result.values().get(CoreFields.SCHEMAS).get(0);
    }

    @Test
    void demandsAnAddressAndAName() {
        assertThat(Sample.problems(bind("")))
                .containsExactly(
                        "danube_service_url: is missing; add it to the file, for example danube_service_url = "
                                + "\"http://localhost:6650\", or set the environment variable DANUBE_SERVICE_URL",
                        "connector_name: is missing; add it to the file, for example connector_name = "
                                + "\"my-connector\", or set the environment variable CONNECTOR_NAME");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`[retry]\nmax_retries = 101` | retry.max_retries: 101 must be between 0 and 100",
                "`[retry]\nmax_retries = -1` | retry.max_retries: -1 must be between 0 and 100",
                "`[processing]\nbatch_size = 0` | processing.batch_size: 0 must be between 1 and 1000000",
                "`[processing]\nmetrics_port = 65536` | processing.metrics_port: 65536 must be between 0 and 65535",
                "`[processing]\nmetrics_port = '1'` | processing.metrics_port: found the string '1', expected a whole number from 0 to 65535",
                "`[danube]\nadmin_url = 'broker:50051'` | danube.admin_url: 'broker:50051' must be an address such as http://localhost:50051",
                "`[danube]\nadmin_url = 'http://localhost:6650/'` | danube.admin_url: is the address of danube_service_url; administrators have a port of their own, 50051 unless the broker is configured otherwise",
                "`[danube]\non_gap = 'ignore'` | danube.on_gap: 'ignore' is none of warn, stop (letter case counts)",
            })
    void refusesWhatIsOutOfBounds(String toml, String problem) {
        assertThat(Sample.problems(bind(HEAD + toml))).containsExactly(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[retry]\nmax_retries = 100", "[processing]\nbatch_size = 1", "[retry]\nmax_backoff_ms = 1"})
    void acceptsTheBoundsThemselves(String toml) {
        assertThat(bind(HEAD + toml).problems()).isEmpty();
    }

    @Test
    void hasUpstreamsDefaults() {
        ConfigValues values = bind(HEAD).values();

        assertThat(values.get(CoreFields.MAX_RETRIES)).isEqualTo(3L);
        assertThat(values.get(CoreFields.RETRY_BACKOFF)).isEqualTo(Duration.ofMillis(1000));
        assertThat(values.get(CoreFields.MAX_BACKOFF)).isEqualTo(Duration.ofMillis(30_000));
        assertThat(values.get(CoreFields.BATCH_SIZE)).isEqualTo(1000L);
        assertThat(values.get(CoreFields.BATCH_TIMEOUT)).isEqualTo(Duration.ofMillis(1000));
        assertThat(values.get(CoreFields.POLL_INTERVAL)).isEqualTo(Duration.ofMillis(100));
        assertThat(values.get(CoreFields.METRICS_PORT)).isEqualTo(9090L);
        assertThat(values.get(CoreFields.HEALTH_CHECK_INTERVAL)).isEqualTo(Duration.ofMillis(30_000));
        assertThat(values.get(CoreFields.HEALTH_CHECK_FAILURE_THRESHOLD)).isEqualTo(3L);
        assertThat(values.get(CoreFields.SCHEMAS)).isEmpty();
    }

    @Test
    void refusesASchemaWithoutItsRequiredKeys() {
        assertThat(Sample.problems(bind(HEAD + "[[schemas]]\n")))
                .containsExactly(
                        "schemas[0].topic: is missing; add it to the file, for example topic = \"/default/events\"",
                        "schemas[0].subject: is missing; add it to the file, for example subject = \"events-value\"",
                        "schemas[0].schema_type: is missing; add it to the file, for example schema_type = \"json_schema\"");
    }

    @ParameterizedTest
    @CsvSource({"JSON_Schema, json_schema", "json, json_schema", "Json, json_schema", "AVRO, avro", "protobuf, protobuf"
    })
    void readsSchemaTypesInAnyLetterCase(String written, String type) {
        ConfigValues row = schema("schema_type = '" + written + "'\nschema_file = '/etc/schemas/a'");

        assertThat(row.get(SchemaFields.TYPE)).isEqualTo(type);
    }

    @Test
    void refusesAnUnknownSchemaType() {
        assertThat(Sample.problems(bind(SCHEMA + "schema_type = 'xml'")))
                .containsExactly("schemas[0].schema_type: 'xml' is none of "
                        + "json_schema, string, number, bytes, avro, protobuf, json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"string", "number", "bytes", "String"})
    void needsNoFileForATypeWithoutDefinition(String type) {
        assertThat(schema("schema_type = '" + type + "'").find(SchemaFields.FILE))
                .isEmpty();
        assertThat(schema("schema_type = '" + type + "'\nschema_file = ''").get(SchemaFields.FILE))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\nschema_file = ''"})
    void needsAFileForATypeWithDefinition(String rest) {
        assertThat(Sample.problems(bind(SCHEMA + "schema_type = 'json'" + rest)))
                .containsExactly("schemas[0].schema_file: is missing; "
                        + "schema_type 'json_schema' needs the file with its definition");
    }

    @Test
    void takesTheLatestVersionUnlessToldOtherwise() {
        assertThat(schema("schema_type = 'string'").get(SchemaFields.VERSION_STRATEGY))
                .isEqualTo(SchemaVersion.LATEST);
        assertThat(schema("schema_type = 'string'").get(SchemaFields.AUTO_REGISTER))
                .isTrue();
    }

    @Test
    void readsAVersionAsAWordOrAsATableOfOneNumber() {
        assertThat(version("'latest'")).isEqualTo(SchemaVersion.LATEST);
        assertThat(version("{pinned = 2}")).isEqualTo(SchemaVersion.pinned(2));
        assertThat(version("{minimum = 4294967295}")).isEqualTo(SchemaVersion.minimum(4294967295L));
    }

    private static SchemaVersion version(String toml) {
        return schema("schema_type = 'string'\nversion_strategy = " + toml).get(SchemaFields.VERSION_STRATEGY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exact", "pinned", "Latest"})
    void refusesAnyOtherWordForAVersion(String word) {
        assertThat(versionProblems("'" + word + "'"))
                .containsExactly("schemas[0].version_strategy: '" + word
                        + "' is none of latest, {pinned = N}, {minimum = N} (letter case counts)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{exact = 1}",
                "{pinned = 1, minimum = 1}",
                "{pinned = 0}",
                "{pinned = '1'}",
                "{minimum = 4294967296}"
            })
    void refusesAnyOtherTableForAVersion(String table) {
        assertThat(versionProblems(table))
                .containsExactly("schemas[0].version_strategy: the table must hold exactly one of "
                        + "pinned = N, minimum = N, with N a whole number from 1 to 4294967295");
    }

    @Test
    void refusesANumberForAVersion() {
        assertThat(versionProblems("3"))
                .containsExactly("schemas[0].version_strategy: found the number 3, "
                        + "expected one of latest, {pinned = N}, {minimum = N}");
    }

    private static List<String> versionProblems(String toml) {
        return Sample.problems(bind(SCHEMA + "schema_type = 'string'\nversion_strategy = " + toml));
    }
}
