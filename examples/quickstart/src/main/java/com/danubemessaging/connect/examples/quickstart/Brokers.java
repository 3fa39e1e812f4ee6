package com.danubemessaging.connect.examples.quickstart;

import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.embedded.EmbeddedDanube;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The two brokers: embedded ones, or those that the environment names. All methods block. */
final class Brokers implements AutoCloseable {

    private static final int MQTT_PORT = 1883;
    private static final int DANUBE_PORT = 6650;
    private static final int MAX_PORT = 65_535;

    private final @Nullable EmbeddedDanube danube;
    private final @Nullable EmbeddedMqtt mqtt;
    private final String danubeUrl;
    private final String mqttHost;
    private final int mqttPort;

    private Brokers(
            @Nullable EmbeddedDanube danube,
            @Nullable EmbeddedMqtt mqtt,
            String danubeUrl,
            String mqttHost,
            int mqttPort) {
        this.danube = danube;
        this.mqtt = mqtt;
        this.danubeUrl = danubeUrl;
        this.mqttHost = mqttHost;
        this.mqttPort = mqttPort;
    }

    /** @throws ConfigurationException if the environment names a broker in a way that cannot be meant */
    static Brokers start(Vertx vertx, Map<String, String> environment) throws Exception {
        String givenDanube = environment.getOrDefault("DANUBE_SERVICE_URL", "");
        String givenMqtt = environment.getOrDefault("MQTT_BROKER_HOST", "");
        int givenPort = port(environment.getOrDefault("MQTT_BROKER_PORT", ""));
        EmbeddedDanube danube = givenDanube.isEmpty() ? startDanube(vertx) : null;
        EmbeddedMqtt mqtt = givenMqtt.isEmpty() ? EmbeddedMqtt.start(MQTT_PORT) : null;
        return new Brokers(
                danube,
                mqtt,
                danube == null ? givenDanube : danube.serviceUrl(),
                mqtt == null ? givenMqtt : "127.0.0.1",
                mqtt == null ? givenPort : mqtt.port());
    }

    private static int port(String given) {
        if (given.isEmpty()) {
            return MQTT_PORT;
        }
        try {
            int port = Integer.parseInt(given);
            if (port > 0 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Told below, with what to do.
        }
        throw new ConfigurationException(
                "MQTT_BROKER_PORT=" + given + " is no port: set a number from 1 to " + MAX_PORT + ", or leave it out");
    }

    /** On Danube's own port if it is free, so that other clients find it. */
    private static EmbeddedDanube startDanube(Vertx vertx) throws Exception {
        return EmbeddedDanube.start(vertx, new EmbeddedDanubeOptions().setPort(DANUBE_PORT))
                .recover(taken -> EmbeddedDanube.start(vertx, new EmbeddedDanubeOptions()))
                .await(20, TimeUnit.SECONDS);
    }

    String danubeUrl() {
        return danubeUrl;
    }

    String mqttHost() {
        return mqttHost;
    }

    int mqttPort() {
        return mqttPort;
    }

    /** Stops the embedded ones; a failure is told and changes nothing, the process ends anyway. */
    @Override
    public void close() {
        try {
            if (mqtt != null) {
                mqtt.stop();
            }
            if (danube != null) {
                danube.close().await(10, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            System.err.println("stopping the embedded brokers failed: " + e.getMessage());
        }
    }
}
