package com.danubemessaging.connect.launcher;

import com.danubemessaging.connect.api.Connector;
import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.api.config.ConfigSpec;
import com.danubemessaging.connect.api.config.ConnectorConfig;

/** A provider by its names only; not for running. */
record FakeProvider(String type, String version, String apiVersion) implements ConnectorProvider {

    FakeProvider(String type) {
        this(type, "1.0.0", API_VERSION);
    }

    @Override
    public ConfigSpec spec() {
        return ConfigSpec.of();
    }

    @Override
    public Connector create(ConnectorConfig config) {
        throw new UnsupportedOperationException("not for running");
    }
}
