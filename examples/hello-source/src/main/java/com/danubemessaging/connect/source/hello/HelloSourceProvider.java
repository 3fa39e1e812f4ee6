package com.danubemessaging.connect.source.hello;

import com.danubemessaging.connect.api.Connector;
import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.api.config.ConfigSpec;
import com.danubemessaging.connect.api.config.ConnectorConfig;

/** The door of the connector type {@code hello-source}. */
public final class HelloSourceProvider implements ConnectorProvider {

    @Override
    public String type() {
        return "hello-source";
    }

    @Override
    public String version() {
        return "0.1.0";
    }

    @Override
    public String apiVersion() {
        return API_VERSION;
    }

    @Override
    public ConfigSpec spec() {
        return HelloSourceConfig.SPEC;
    }

    @Override
    public Connector create(ConnectorConfig config) {
        return new HelloSource(HelloSourceConfig.of(config));
    }
}
