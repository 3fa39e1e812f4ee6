package com.danubemessaging.connect.source.mqtt;

import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.api.config.ConfigValues;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.api.config.CoreFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds settings from values, without a file. */
final class Settings {

    private final Map<String, Object> values = new LinkedHashMap<>();
    private final List<ConfigValues> routes = new ArrayList<>();

    /** For a broker on this machine, with a kept session and no route yet. */
    static Settings toPort(int port) {
        return new Settings()
                .with(CoreFields.CONNECTOR_NAME, "mqtt-test")
                .with(CoreFields.DANUBE_SERVICE_URL, "http://localhost:6650")
                .with(MqttFields.BROKER_HOST, "localhost")
                .with(MqttFields.BROKER_PORT, (long) port)
                .with(MqttFields.CLIENT_ID, "client-1")
                .with(MqttFields.CLEAN_SESSION, false);
    }

    /** The same with one route, {@code a/#} to {@code /default/a}. */
    static MqttSourceConfig at(int port) {
        return toPort(port).route("a/#", "/default/a", Qos.AT_LEAST_ONCE).build();
    }

    <T> Settings with(ConfigField<T> field, T value) {
        values.put(field.key(), value);
        return this;
    }

    Settings route(String from, String to, Qos qos) {
        return route(Map.of("from", from, "to", to, "qos", qos));
    }

    Settings route(Map<String, Object> row) {
        routes.add(ConfigValues.of(row));
        return this;
    }

    ConnectorConfig connector() {
        Map<String, Object> all = new LinkedHashMap<>(values);
        all.put(MqttFields.ROUTES.key(), List.copyOf(routes));
        return new ConnectorConfig(ConfigValues.of(all));
    }

    MqttSourceConfig build() {
        return MqttSourceConfig.from(connector());
    }
}
