package com.danubemessaging.connect.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Random random = new Random(7);

    @Test
    void negativeTimesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(-1, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(10, -1));
    }

    @Test
    void theFirstThreeRetriesOfTheDefaultsSpreadAroundOneTwoAndFourSeconds() {
        Backoff backoff = new Backoff(1000, 30_000);

        for (int i = 0; i < 1000; i++) {
            assertThat(backoff.delayMillis(1, random)).isBetween(500L, 1500L);
            assertThat(backoff.delayMillis(2, random)).isBetween(1000L, 3000L);
            assertThat(backoff.delayMillis(3, random)).isBetween(2000L, 6000L);
        }
    }

    @Test
    void aCapBelowTheBaseIsHonoured() {
        Backoff backoff = new Backoff(60_000, 5000);

        for (int retry = 1; retry < 1000; retry++) {
            assertThat(backoff.delayMillis(retry, random)).isBetween(2500L, 5000L);
        }
    }

    @Test
    void retryZeroDoesNotWait() {
        assertThat(new Backoff(1000, 30_000).delayMillis(0, random)).isZero();
    }

    @Property(tries = 300)
    void noDelayIsEverNegativeOrAboveTheCap(
            @ForAll @LongRange(min = 0, max = 1L << 40) long base,
            @ForAll @LongRange(min = 0, max = 1L << 40) long max,
            @ForAll @IntRange(min = 0, max = Integer.MAX_VALUE) int retry) {
        assertThat(new Backoff(base, max).delayMillis(retry, random)).isBetween(0L, max);
    }
}
