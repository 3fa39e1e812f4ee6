package com.danubemessaging.connect.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {

    @ParameterizedTest
    @CsvSource({"0, DONE", "1, FAILURE", "2, USAGE", "11, FAILURE", "15, FAILURE"})
    void theCodesOfVertxLauncherBecomeOurs(int code, ExitCode expected) {
        assertThat(ExitCode.ofVertx(code)).isEqualTo(expected);
    }

    @Test
    void aSecondSignalShowsItsNumber() {
        assertThat(ExitCode.ofSecondSignal(15)).isEqualTo(143);
        assertThat(ExitCode.ofSecondSignal(2)).isEqualTo(130);
    }
}
