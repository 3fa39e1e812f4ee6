package com.danubemessaging.connect.api.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectorConfigTest {

    @ParameterizedTest
    @CsvSource({
        "http://localhost:6650, http://localhost:6650",
        "http://user:secret@danube:6650, http://danube:6650",
        "http://us@er:se@cret@danube:6650, http://danube:6650",
        "https://danube/path@home, https://danube/path@home"
    })
    void credentialsInTheAddressAreNotShown(String address, String shown) {
        ConnectorConfig config =
                new ConnectorConfig(ConfigValues.of(Map.of(CoreFields.DANUBE_SERVICE_URL.key(), address)));

        assertThat(config.danubeAddress()).isEqualTo(shown);
    }
}
