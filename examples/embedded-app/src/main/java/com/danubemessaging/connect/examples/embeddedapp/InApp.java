package com.danubemessaging.connect.examples.embeddedapp;

import com.danubemessaging.connect.api.Connector;
import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.api.config.ConfigSpec;
import com.danubemessaging.connect.api.config.ConnectorConfig;

/**
 * The door of a connector that lives in this application: no keys of its own, one instance that the application holds
 * as well.
 *
 * @param type the connector's type
 * @param connector the instance
 */
record InApp(String type, Connector connector) implements ConnectorProvider {

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
        return connector;
    }
}
