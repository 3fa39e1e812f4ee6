package com.danubemessaging.connect.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.connect.api.error.ConfigurationException;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokersTest {

    private static final String DANUBE = "http://danube.example:6650";

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws TimeoutException {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void brokersThatTheEnvironmentNamesAreUsedInsteadOfEmbeddedOnes() throws Exception {
        try (Brokers brokers = Brokers.start(
                vertx,
                Map.of(
                        "DANUBE_SERVICE_URL", DANUBE,
                        "MQTT_BROKER_HOST", "mqtt.example",
                        "MQTT_BROKER_PORT", "8883"))) {
            assertThat(brokers.danubeUrl()).isEqualTo(DANUBE);
            assertThat(brokers.mqttHost()).isEqualTo("mqtt.example");
            assertThat(brokers.mqttPort()).isEqualTo(8883);
        }
    }

    @Test
    void anMqttBrokerWithoutAPortIsAskedAtTheUsualOne() throws Exception {
        try (Brokers brokers = Brokers.start(
                vertx,
                Map.of("DANUBE_SERVICE_URL", DANUBE, "MQTT_BROKER_HOST", "mqtt.example", "MQTT_BROKER_PORT", ""))) {
            assertThat(brokers.mqttPort()).isEqualTo(1883);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "65536", "-1"})
    void aPortThatIsNoneIsToldInOneSentence(String port) {
        assertThatThrownBy(() -> Brokers.start(
                        vertx,
                        Map.of(
                                "DANUBE_SERVICE_URL", DANUBE,
                                "MQTT_BROKER_HOST", "mqtt.example",
                                "MQTT_BROKER_PORT", port)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("MQTT_BROKER_PORT=" + port + " is no port: set a number from 1 to 65535, or leave it out");
    }
}
