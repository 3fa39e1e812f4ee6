package com.danubemessaging.connect.sink.hello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.SubscriptionType;
import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.runtime.config.ConfigLoader;
import com.danubemessaging.connect.runtime.config.LoadedConfig;
import com.danubemessaging.connect.testkit.TestingConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HelloSinkConfigTest {

    @Test
    void readsTheSmallestFileWithAllDefaults() {
        LoadedConfig loaded =
                ConfigLoader.load(Optional.of(Path.of("config/minimal.toml")), Map.of(), HelloSinkConfig.SPEC);

        assertThat(loaded.warnings()).isEmpty();
        assertThat(HelloSinkConfig.of(loaded.config()))
                .isEqualTo(new HelloSinkConfig(
                        Path.of("out.jsonl"),
                        ConsumerConfig.of("/default/hello", "hello-sink", "hello-sink", SubscriptionType.EXCLUSIVE)));
    }

    @Test
    void mapsEveryKey() {
        HelloSinkConfig config = HelloSinkConfig.of(TestingConfig.of(
                HelloSinkConfig.SPEC,
                Map.of(
                        "connector_name", "lines",
                        "hello_sink.path", "/data/lines.jsonl",
                        "hello_sink.topic", "/logs/lines",
                        "hello_sink.subscription", "archive")));

        assertThat(config)
                .isEqualTo(new HelloSinkConfig(
                        Path.of("/data/lines.jsonl"),
                        ConsumerConfig.of("/logs/lines", "lines", "archive", SubscriptionType.EXCLUSIVE)));
    }

    @Test
    void refusesATopicWithoutANamespace() {
        assertThatThrownBy(() -> TestingConfig.of(
                        HelloSinkConfig.SPEC, Map.of("hello_sink.path", "out", "hello_sink.topic", "hello")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("hello_sink.topic: 'hello' must start with /");
    }

    @Test
    void asksForPathAndTopic() {
        assertThatThrownBy(() -> TestingConfig.of(HelloSinkConfig.SPEC, Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("hello_sink.path: is required")
                .hasMessageContaining("hello_sink.topic: is required");
    }
}
