package com.danubemessaging.connect.examples.embeddedapp;

import com.danubemessaging.connect.api.Connector;
import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.api.config.ConfigSpec;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import java.util.function.Supplier;

/**
 * The door of a connector that lives in this application and has no keys of its own.
 *
 * @param type the connector's type
 * @param instances makes it, or gives one that the application holds as well
 */
record InApp(String type, Supplier<? extends Connector> instances) implements ConnectorProvider {

    @Override
    public String version() {
        return "1.0";
    }

    @Override
    public String apiVersion() {
        return API_VERSION;
    }

    @Override
    public ConfigSpec spec() {
        return ConfigSpec.of();
    }

    @Override
    public Connector create(ConnectorConfig config) {
        return instances.get();
    }
}
