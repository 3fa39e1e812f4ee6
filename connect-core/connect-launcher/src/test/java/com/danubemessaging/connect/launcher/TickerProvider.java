package com.danubemessaging.connect.launcher;

import com.danubemessaging.connect.api.Connector;
import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.api.config.ConfigSpec;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.api.config.Secret;

/** The connector of these tests: publishes as fast as it is let, and breaks in the way that its configuration says. */
public final class TickerProvider implements ConnectorProvider {

    static final ConfigField<String> TOPIC = ConfigField.string("ticker.topic")
            .describe("The topic that is written.")
            .orDefault("/default/ticks");

    static final ConfigField<String> FAULT = ConfigField.choice(
                    "ticker.fault", "none", "create", "initialize", "crash", "later", "out-of-memory")
            .describe("Where it breaks.")
            .orDefault("none");

    static final ConfigField<Secret> PASSWORD = ConfigField.secret("ticker.password")
            .describe("Never to be seen anywhere.")
            .env("TICKER_PASSWORD");

    /** For the service loader. */
    public TickerProvider() {}

    @Override
    public String type() {
        return "source-ticker";
    }

    @Override
    public String version() {
        return "1.2.3";
    }

    @Override
    public String apiVersion() {
        return API_VERSION;
    }

    @Override
    public ConfigSpec spec() {
        return ConfigSpec.of(TOPIC, FAULT, PASSWORD);
    }

    @Override
    public Connector create(ConnectorConfig config) {
        String fault = config.get(FAULT);
        if (fault.equals("create")) {
            throw new IllegalStateException("the ticker has no spring");
        }
        if (fault.equals("out-of-memory")) {
            throw new OutOfMemoryError("the ticker is too large");
        }
        return new TickerSource(config.get(TOPIC), fault);
    }
}
