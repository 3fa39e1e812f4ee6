package com.danubemessaging.vertx.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerAddressTest {

    @ParameterizedTest
    @CsvSource({
        "http://broker:7000, broker, 7000, false",
        "http://broker, broker, 6650, false",
        "HTTP://broker:1/, broker, 1, false",
        "http://[::1]:6650, ::1, 6650, false",
        "http://10.0.0.1:6650/, 10.0.0.1, 6650, false",
        "https://broker, broker, 6650, true",
        "HTTPS://broker:443, broker, 443, true"
    })
    void readsSchemeHostAndPort(String url, String host, int port, boolean secure) {
        assertThat(BrokerAddress.parse(url)).isEqualTo(new BrokerAddress(host, port, secure));
    }

    @Test
    void doesNotShowThePasswordOfAnAddressThatCannotBeUsed() {
        assertThatThrownBy(() -> BrokerAddress.parse("http://user:canary@bro ker:6650"))
                .hasMessageContaining("it is not a URL")
                .hasMessageNotContaining("canary");
    }

    @Test
    void asksForAScheme() {
        assertThatThrownBy(() -> BrokerAddress.parse("broker:6650"))
                .hasMessageContaining("must start with http:// or https://");
    }
}
