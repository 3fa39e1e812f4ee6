package com.danubemessaging.connect.runtime.pump;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PumpSettingsTest {

    /** All in MiB. */
    @ParameterizedTest
    @CsvSource({"16, 512, 16", "16, 64, 8", "64, 256, 32", "2, 64, 2", "16, 16, 4", "1, 16, 1"})
    void aSinkHoldsWhatItIsToldOrWhatItsHeapCanBear(long configured, long heap, long held) {
        assertThat(PumpSettings.sinkBytes(configured << 20, heap << 20)).isEqualTo(held << 20);
    }
}
