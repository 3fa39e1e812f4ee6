package com.danubemessaging.connect.source.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WarningThrottleTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void letsOneThroughPerIntervalAndCountsTheOthers() {
        WarningThrottle throttle = new WarningThrottle(Duration.ofSeconds(60));
        long start = Long.MAX_VALUE - SECOND; // a nano clock may overflow

        assertThat(throttle.pass(start)).isEqualTo(1);
        assertThat(throttle.pass(start + 1)).isZero();
        assertThat(throttle.pass(start + 59 * SECOND)).isZero();
        assertThat(throttle.pass(start + 60 * SECOND)).isEqualTo(3);
        assertThat(throttle.pass(start + 61 * SECOND)).isZero();
    }
}
