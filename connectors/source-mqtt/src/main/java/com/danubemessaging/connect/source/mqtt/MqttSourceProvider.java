package com.danubemessaging.connect.source.mqtt;

import com.danubemessaging.connect.api.Connector;
import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.api.config.ConfigSpec;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import java.util.Optional;

/** The door of {@code source-mqtt}; see the package's description. */
public final class MqttSourceProvider implements ConnectorProvider {

    /** For the service loader. */
    public MqttSourceProvider() {}

    @Override
    public String type() {
        return "source-mqtt";
    }

    /** The version of the jar, or {@code development} when run from classes. */
    @Override
    public String version() {
        return Optional.ofNullable(getClass().getPackage().getImplementationVersion())
                .orElse("development");
    }

    @Override
    public String apiVersion() {
        return API_VERSION;
    }

    @Override
    public ConfigSpec spec() {
        return MqttFields.SPEC;
    }

    @Override
    public Connector create(ConnectorConfig config) {
        MqttSourceConfig settings = MqttSourceConfig.from(config);
        return new MqttSource(settings, ConfigWarnings.of(config, settings), LinkTimings.DEFAULT);
    }
}
