package com.danubemessaging.connect.runtime;

import com.danubemessaging.connect.api.Connector;
import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.api.config.ConfigSpec;
import com.danubemessaging.connect.api.config.ConfigValues;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.api.config.CoreFields;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Configurations and providers for tests. */
final class TestConfigs {

    private final Map<String, Object> values = new HashMap<>();

    private TestConfigs() {}

    static TestConfigs of(String name, String serviceUrl, Path stateDir) {
        return new TestConfigs()
                .with(CoreFields.CONNECTOR_NAME, name)
                .with(CoreFields.DANUBE_SERVICE_URL, serviceUrl)
                .with(CoreFields.STATE_DIR, stateDir.toString())
                .with(CoreFields.METRICS_PORT, 0L);
    }

    <T> TestConfigs with(ConfigField<T> field, T value) {
        values.put(field.key(), value);
        return this;
    }

    ConnectorConfig build() {
        return new ConnectorConfig(ConfigValues.of(values));
    }

    static ConnectorProvider provider(Supplier<Connector> connector) {
        return new ConnectorProvider() {
            @Override
            public String type() {
                return "test";
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
                return ConfigSpec.of();
            }

            @Override
            public Connector create(ConnectorConfig config) {
                return connector.get();
            }
        };
    }
}
