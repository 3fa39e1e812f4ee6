package com.danubemessaging.connect.source.hello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.runtime.config.ConfigLoader;
import com.danubemessaging.connect.runtime.config.LoadedConfig;
import com.danubemessaging.connect.testkit.TestingConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HelloSourceConfigTest {

    @Test
    void readsTheSmallestFileWithAllDefaults() {
        LoadedConfig loaded =
                ConfigLoader.load(Optional.of(Path.of("config/minimal.toml")), Map.of(), HelloSourceConfig.SPEC);

        assertThat(loaded.warnings()).isEmpty();
        assertThat(HelloSourceConfig.of(loaded.config()))
                .isEqualTo(new HelloSourceConfig(Path.of("in.txt"), "/default/hello", Optional.empty()));
    }

    @Test
    void mapsEveryKey() {
        HelloSourceConfig config = HelloSourceConfig.of(TestingConfig.of(
                HelloSourceConfig.SPEC,
                Map.of(
                        "hello_source.path", "/data/orders.csv",
                        "hello_source.topic", "/shop/orders",
                        "hello_source.key_separator", ";")));

        assertThat(config)
                .isEqualTo(new HelloSourceConfig(Path.of("/data/orders.csv"), "/shop/orders", Optional.of(";")));
    }

    @Test
    void asksForPathAndTopic() {
        assertThatThrownBy(() -> TestingConfig.of(HelloSourceConfig.SPEC, Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("hello_source.path: is required")
                .hasMessageContaining("hello_source.topic: is required");
    }
}
