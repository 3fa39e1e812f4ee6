package com.danubemessaging.vertx.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerAddressTest {

    @ParameterizedTest
    @CsvSource({
        "http://broker:7000, broker, 7000",
        "http://broker, broker, 6650",
        "HTTP://broker:1/, broker, 1",
        "http://[::1]:6650, ::1, 6650",
        "http://10.0.0.1:6650/, 10.0.0.1, 6650"
    })
    void readsHostAndPort(String url, String host, int port) {
        assertThat(BrokerAddress.parse(url)).isEqualTo(new BrokerAddress(host, port));
    }

    @Test
    void saysThatThereIsNoTls() {
        assertThatThrownBy(() -> BrokerAddress.parse("https://broker:6650")).hasMessageContaining("no TLS");
    }

    @Test
    void asksForAScheme() {
        assertThatThrownBy(() -> BrokerAddress.parse("broker:6650")).hasMessageContaining("must start with http://");
    }
}
