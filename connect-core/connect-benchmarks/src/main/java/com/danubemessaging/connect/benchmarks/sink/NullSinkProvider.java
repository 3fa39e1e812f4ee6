package com.danubemessaging.connect.benchmarks.sink;

import com.danubemessaging.connect.api.Connector;
import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.api.config.ConfigSpec;
import com.danubemessaging.connect.api.config.ConnectorConfig;

/** Of the {@code sink-null} that the benchmarks start like any other connector. */
public final class NullSinkProvider implements ConnectorProvider {

    private static final ConfigField<String> TOPIC =
            ConfigField.string("sink_null.topic").describe("The topic to read.").required();

    private static final ConfigField<String> SUBSCRIPTION = ConfigField.string("sink_null.subscription")
            .describe("The subscription.")
            .required();

    /** Its type. */
    public static final String TYPE = "sink-null";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public String apiVersion() {
        return API_VERSION;
    }

    @Override
    public ConfigSpec spec() {
        return ConfigSpec.of(TOPIC, SUBSCRIPTION);
    }

    @Override
    public Connector create(ConnectorConfig config) {
        return new NullSink(config.get(TOPIC), config.get(SUBSCRIPTION));
    }
}
