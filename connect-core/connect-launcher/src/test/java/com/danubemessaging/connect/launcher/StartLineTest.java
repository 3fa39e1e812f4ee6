package com.danubemessaging.connect.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartLineTest {

    @ParameterizedTest
    @CsvSource({
        "http://localhost:6650, http://localhost:6650",
        "http://user:secret@danube:6650, http://danube:6650",
        "http://us@er:se@cret@danube:6650, http://danube:6650",
        "https://danube/path@home, https://danube/path@home"
    })
    void credentialsInTheAddressAreNotShown(String address, String shown) {
        assertThat(StartLine.withoutUser(address)).isEqualTo(shown);
    }
}
