package com.danubemessaging.connect.source.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.config.ConfigValues;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.config.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigWarningsTest {

    private static Settings clean() {
        return Settings.toPort(1883).route("a", "/default/a", Qos.AT_LEAST_ONCE);
    }

    private static List<String> warnings(Settings settings) {
        return ConfigWarnings.of(settings.connector(), settings.build());
    }

    @Test
    void saysNothingAboutSensibleSettings() {
        assertThat(warnings(clean())).isEmpty();
        assertThat(warnings(clean().with(MqttFields.USERNAME, "u").with(MqttFields.PASSWORD, Secret.of("p"))))
                .isEmpty();
    }

    @Test
    void saysThatOneHalfOfTheCredentialsIsNotSent() {
        assertThat(warnings(clean().with(MqttFields.USERNAME, "u")))
                .singleElement()
                .asString()
                .contains("only sent together");
        assertThat(warnings(clean().with(MqttFields.PASSWORD, Secret.of("p"))))
                .singleElement()
                .asString()
                .contains("only sent together")
                .doesNotContain("'p'");
        assertThat(clean().with(MqttFields.USERNAME, "u")
                        .build()
                        .broker()
                        .session()
                        .credentials())
                .isNull();
    }

    @Test
    void saysWhatACleanSessionCosts() {
        assertThat(warnings(clean().with(MqttFields.CLEAN_SESSION, true)))
                .singleElement()
                .asString()
                .contains("clean_session");
        assertThat(warnings(Settings.toPort(1883)
                        .route("a", "/default/a", Qos.AT_MOST_ONCE)
                        .with(MqttFields.CLEAN_SESSION, true)))
                .as("QoS 0 can be lost anyway")
                .isEmpty();
    }

    @Test
    void saysThatExactlyOnceIsAtLeastOnce() {
        assertThat(warnings(clean().route("b", "/default/b", Qos.EXACTLY_ONCE)))
                .singleElement()
                .asString()
                .contains("mqtt.routes[1]", "QoS 1");
    }

    @Test
    void saysThatARouteNeverGetsAMessage() {
        assertThat(warnings(clean().route("a", "/default/b", Qos.AT_LEAST_ONCE)))
                .singleElement()
                .asString()
                .contains("mqtt.routes[1]", "never gets a message");
    }

    @Test
    void saysThatKeysHaveNoEffect() {
        assertThat(warnings(clean().with(MqttFields.CA_CERT_PATH, "ca.pem")))
                .singleElement()
                .asString()
                .contains("mqtt.ca_cert_path", "mqtt.use_tls");
        assertThat(warnings(clean().with(MqttFields.KEEP_ALIVE, Duration.ofDays(1))))
                .singleElement()
                .asString()
                .contains("65535");
        ConfigValues schema = ConfigValues.of(Map.of("topic", "/default/other", "subject", "s", "schema_type", "json"));
        assertThat(warnings(clean().with(CoreFields.SCHEMAS, List.of(schema))))
                .singleElement()
                .asString()
                .contains("/default/other");
    }
}
