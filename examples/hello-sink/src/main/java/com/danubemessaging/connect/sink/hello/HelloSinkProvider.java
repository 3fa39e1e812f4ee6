package com.danubemessaging.connect.sink.hello;

import com.danubemessaging.connect.api.Connector;
import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.api.config.ConfigSpec;
import com.danubemessaging.connect.api.config.ConnectorConfig;

/** The door of the connector type {@code hello-sink}. */
public final class HelloSinkProvider implements ConnectorProvider {

    @Override
    public String type() {
        return "hello-sink";
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
        return HelloSinkConfig.SPEC;
    }

    @Override
    public Connector create(ConnectorConfig config) {
        return new HelloSink(HelloSinkConfig.of(config));
    }
}
