package com.danubemessaging.connect.it.sink;

import com.danubemessaging.connect.api.Connector;
import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.SubscriptionType;
import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.api.config.ConfigSpec;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import java.net.URI;

/** The door of the connector type {@value #TYPE}. */
public final class TargetSinkProvider implements ConnectorProvider {

    /** What {@code --connector} chooses. */
    public static final String TYPE = "target-sink";

    /** The subscription that it reads. */
    public static final String SUBSCRIPTION = "target";

    private static final ConfigField<String> URL = ConfigField.string("target.url")
            .describe("Where the target listens.")
            .required();

    private static final ConfigField<String> TOPIC =
            ConfigField.string("target.topic").describe("The topic to read.").required();

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String version() {
        return "0";
    }

    @Override
    public String apiVersion() {
        return API_VERSION;
    }

    @Override
    public ConfigSpec spec() {
        return ConfigSpec.of(URL, TOPIC);
    }

    @Override
    public Connector create(ConnectorConfig config) {
        return new TargetSink(
                URI.create(config.get(URL)),
                ConsumerConfig.of(config.get(TOPIC), config.connectorName(), SUBSCRIPTION, SubscriptionType.EXCLUSIVE));
    }
}
