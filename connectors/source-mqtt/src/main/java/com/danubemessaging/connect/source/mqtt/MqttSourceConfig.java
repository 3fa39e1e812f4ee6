package com.danubemessaging.connect.source.mqtt;

import com.danubemessaging.connect.api.config.ConfigProblem;
import com.danubemessaging.connect.api.config.ConfigValues;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.api.config.Secret;
import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.source.mqtt.BrokerSettings.Credentials;
import com.danubemessaging.connect.source.mqtt.BrokerSettings.Session;
import com.danubemessaging.connect.source.mqtt.BrokerSettings.TlsFiles;
import com.danubemessaging.connect.source.mqtt.BrokerSettings.Transport;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one MQTT source. Immutable.
 *
 * @param broker where to connect and how
 * @param routes which MQTT topics go to which Danube topics
 * @param includeMetadata whether records get attributes
 * @param limits bounds of what is unacknowledged
 */
record MqttSourceConfig(BrokerSettings broker, Routes routes, boolean includeMetadata, Limits limits) {

    /** MQTT 3.1.1, 2.2.3: the largest remaining length of a packet. */
    static final int MQTT_MAX_PACKET_BYTES = 268_435_455;

    /** MQTT 3.1.1, 3.1.2.10: 16 bits. */
    static final Duration MQTT_MAX_KEEP_ALIVE = Duration.ofSeconds(65_535);

    /** Longer timeouts serve nobody and do not fit the socket's option. */
    private static final Duration MAX_CONNECT_TIMEOUT = Duration.ofHours(1);

    private static final Secret NO_PASSWORD = Secret.of("");

    /**
     * Bounds of what was taken from the broker and is not confirmed by Danube.
     *
     * @param messages at least 1
     * @param bytes payload and topic, at least 1
     */
    record Limits(long messages, long bytes) {}

    /**
     * Reads the validated values.
     *
     * @throws ConfigurationException naming every key that contradicts another, or is not what MQTT or Danube allows
     */
    static MqttSourceConfig from(ConnectorConfig config) {
        List<ConfigProblem> problems = MqttFields.problems(config.values());
        if (!problems.isEmpty()) {
            throw new ConfigurationException(
                    problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("; ")));
        }
        return new MqttSourceConfig(
                broker(config.values()),
                new Routes(RouteRules.routes(config.get(MqttFields.ROUTES))),
                config.get(MqttFields.INCLUDE_METADATA),
                new Limits(config.get(MqttFields.MAX_UNACKED_MESSAGES), config.get(MqttFields.MAX_UNACKED_BYTES)));
    }

    private static BrokerSettings broker(ConfigValues values) {
        Duration timeout = values.get(MqttFields.CONNECTION_TIMEOUT);
        if (timeout.isZero()) {
            timeout = MqttFields.CONNECTION_TIMEOUT.defaultValue().orElseThrow();
        }
        Transport transport = new Transport(
                tls(values),
                smaller(timeout, MAX_CONNECT_TIMEOUT),
                (int) Math.min(values.get(MqttFields.MAX_PACKET_SIZE), MQTT_MAX_PACKET_BYTES),
                values.get(MqttFields.TCP_NODELAY));
        Session session = new Session(
                values.get(MqttFields.CLIENT_ID),
                credentials(values),
                smaller(values.get(MqttFields.KEEP_ALIVE), MQTT_MAX_KEEP_ALIVE),
                values.get(MqttFields.CLEAN_SESSION));
        return new BrokerSettings(
                values.get(MqttFields.BROKER_HOST),
                Math.toIntExact(values.get(MqttFields.BROKER_PORT)),
                transport,
                session);
    }

    private static @Nullable TlsFiles tls(ConfigValues values) {
        if (!values.get(MqttFields.USE_TLS)) {
            return null;
        }
        return new TlsFiles(
                values.orNull(MqttFields.CA_CERT_PATH),
                values.orNull(MqttFields.CLIENT_CERT_PATH),
                values.orNull(MqttFields.CLIENT_KEY_PATH));
    }

    private static @Nullable Credentials credentials(ConfigValues values) {
        String username = values.find(MqttFields.USERNAME).orElse("");
        Secret password = values.find(MqttFields.PASSWORD).orElse(NO_PASSWORD);
        return username.isEmpty() || password.equals(NO_PASSWORD) ? null : new Credentials(username, password);
    }

    private static Duration smaller(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
