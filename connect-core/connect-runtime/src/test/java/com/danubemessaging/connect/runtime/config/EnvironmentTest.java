package com.danubemessaging.connect.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.api.config.ConfigSpec;
import com.danubemessaging.connect.api.config.CoreFields;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {

    @Test
    void letsAnEmptyVariableOfARequiredKeyFailAndNamesIt() {
        BindResult result = Sample.bind(
                Sample.FILE, Map.of("DANUBE_SERVICE_URL", "", "CONNECTOR_NAME", "", "MQTT_BROKER_HOST", ""));

        assertThat(Sample.problems(result))
                .containsExactly(
                        "danube_service_url: environment variable DANUBE_SERVICE_URL cannot be empty; give it a value or unset it",
                        "connector_name: environment variable CONNECTOR_NAME cannot be empty; give it a value or unset it",
                        "mqtt.broker_host: environment variable MQTT_BROKER_HOST cannot be empty; give it a value or unset it");
    }

    @Test
    void takesAnEmptyVariableOfAnOptionalKeyAsUnset() {
        String toml = Sample.FILE.replace("[mqtt]\n", "[mqtt]\nusername = 'ann'\npassword = 'p'\nbroker_port = 1\n");

        BindResult result = Sample.bind(
                toml, Map.of("MQTT_USERNAME", "", "MQTT_PASSWORD", "", "MQTT_BROKER_PORT", "", "MQTT_TAGS", ""));

        assertThat(result.problems()).isEmpty();
        assertThat(result.warnings()).isEmpty();
        assertThat(result.values().get(Sample.USERNAME)).isEqualTo("ann");
        assertThat(result.values().get(Sample.PASSWORD).reveal()).isEqualTo("p");
        assertThat(result.values().get(Sample.PORT)).isEqualTo(1L);
        assertThat(result.values().find(Sample.TAGS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "18.83", " 1883", "1e3", "0x1", "99999999999999999999", "9999999999999999999"})
    void ignoresALenientVariableOfTheWrongFormWithAWarningAndKeepsTheFilesValue(String text) {
        String toml = Sample.FILE.replace("[mqtt]\n", "[mqtt]\nbroker_port = 1884\n");

        BindResult result = Sample.bind(toml, Map.of("MQTT_BROKER_PORT", text));

        assertThat(result.problems()).isEmpty();
        assertThat(result.values().get(Sample.PORT)).isEqualTo(1884L);
        assertThat(Sample.warnings(result))
                .containsExactly("mqtt.broker_port: environment variable MQTT_BROKER_PORT ignored: found '" + text
                        + "', expected a whole number from 1 to 65535; the configured value applies");
    }

    @Test
    void ignoresALenientVariableOutOfRangeWithAWarningAndKeepsTheDefault() {
        BindResult result = Sample.bind(Sample.FILE, Map.of("MQTT_BROKER_PORT", "70000"));

        assertThat(result.problems()).isEmpty();
        assertThat(result.values().get(Sample.PORT)).isEqualTo(1883L);
        assertThat(Sample.warnings(result))
                .containsExactly("mqtt.broker_port: environment variable MQTT_BROKER_PORT ignored: "
                        + "70000 must be between 1 and 65535; the default applies");
    }

    @Test
    void refusesAStrictVariableOfTheWrongForm() {
        BindResult result = Sample.bind(Sample.FILE, Map.of("MQTT_ADMIN_PORT", "x", "MQTT_USE_TLS", "TRUE"));

        assertThat(Sample.problems(result))
                .containsExactly(
                        "mqtt.use_tls: environment variable MQTT_USE_TLS: found 'TRUE', expected true or false",
                        "mqtt.admin_port: environment variable MQTT_ADMIN_PORT: "
                                + "found 'x', expected a whole number from 0 to 65535");
    }

    @Test
    void refusesAStrictVariableOutOfRange() {
        assertThat(Sample.problems(Sample.bind(Sample.FILE, Map.of("MQTT_ADMIN_PORT", "65536"))))
                .containsExactly(
                        "mqtt.admin_port: environment variable MQTT_ADMIN_PORT: 65536 must be between 0 and 65535");
    }

    @Test
    void chargesAWrongTypeInTheFileAlsoWhereTheEnvironmentOverridesIt() {
        String toml = Sample.FILE.replace("connector_name = \"test\"", "connector_name = 5");

        assertThat(Sample.problems(Sample.bind(toml, Map.of("CONNECTOR_NAME", "x"))))
                .containsExactly("connector_name: found the number 5, expected a string");
    }

    @Test
    void overridesAnEmptyValueOfTheFile() {
        String toml = Sample.FILE.replace("connector_name = \"test\"", "connector_name = ''");

        BindResult result = Sample.bind(toml, Map.of("CONNECTOR_NAME", "from-env"));

        assertThat(result.problems()).isEmpty();
        assertThat(result.values().get(CoreFields.CONNECTOR_NAME)).isEqualTo("from-env");
    }

    @Test
    void takesRequiredKeysFromTheEnvironmentAlone() {
        String toml = "[mqtt]\nclient_id = 'c'\nroutes = [{from = 'a', to = '/default/a'}]\n";

        BindResult result = Sample.bind(
                toml, Map.of("DANUBE_SERVICE_URL", "http://b:1", "CONNECTOR_NAME", "n", "MQTT_BROKER_HOST", "h"));

        assertThat(result.problems()).isEmpty();
        assertThat(result.values().get(CoreFields.DANUBE_SERVICE_URL)).isEqualTo("http://b:1");
        assertThat(result.values().get(CoreFields.CONNECTOR_NAME)).isEqualTo("n");
        assertThat(result.values().get(Sample.HOST)).isEqualTo("h");
    }

    @Test
    void putsTheEnvironmentOverTheFileForEveryForm() {
        Map<String, String> environment = Map.of(
                "MQTT_BROKER_HOST", "env-host",
                "MQTT_BROKER_PORT", "+1999",
                "MQTT_USERNAME", "env-user",
                "MQTT_PASSWORD", "env-password",
                "MQTT_USE_TLS", "true",
                "MQTT_TAGS", "a, b,,c");
        String toml = Sample.FILE.replace(
                "[mqtt]\n", "[mqtt]\nbroker_port = 1\nusername = 'x'\npassword = 'x'\nuse_tls = false\ntags = ['x']\n");

        BindResult result = Sample.bind(toml, environment);

        assertThat(result.problems()).isEmpty();
        assertThat(result.warnings()).isEmpty();
        assertThat(result.values().get(Sample.HOST)).isEqualTo("env-host");
        assertThat(result.values().get(Sample.PORT)).isEqualTo(1999L);
        assertThat(result.values().get(Sample.USERNAME)).isEqualTo("env-user");
        assertThat(result.values().get(Sample.PASSWORD).reveal()).isEqualTo("env-password");
        assertThat(result.values().get(Sample.USE_TLS)).isTrue();
        assertThat(result.values().get(Sample.TAGS)).isEqualTo(List.of("a", "b", "c"));
    }

    @Test
    void takesTheTextOfAVariableAsItIs() {
        BindResult result = Sample.bind(Sample.FILE, Map.of("MQTT_USERNAME", "${env:HOME}"));

        assertThat(result.values().get(Sample.USERNAME)).isEqualTo("${env:HOME}");
    }

    @Test
    void readsAWordOfAChoiceFromAVariable() {
        ConfigField<String> mode = ConfigField.choice("mode", "fast", "safe").env("MODE");

        assertThat(ConfigBinder.bind(Map.of(), Map.of("MODE", "safe"), ConfigSpec.of(mode))
                        .values()
                        .get(mode))
                .isEqualTo("safe");
        assertThat(Sample.problems(ConfigBinder.bind(Map.of(), Map.of("MODE", "slow"), ConfigSpec.of(mode))))
                .containsExactly("mode: environment variable MODE: 'slow' is none of fast, safe (letter case counts)");
    }
}
