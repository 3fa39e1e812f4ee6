package com.danubemessaging.connect.source.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReconnectBackoffTest {

    private static ReconnectBackoff backoff(long seed) {
        return new ReconnectBackoff(Duration.ofMillis(100), Duration.ofSeconds(5), new Random(seed));
    }

    @Test
    void doublesWithJitterAndNeverExceedsTheCap() {
        for (long seed = 0; seed < 500; seed++) {
            ReconnectBackoff backoff = backoff(seed);

            assertThat(backoff.nextMillis()).isBetween(50L, 150L);
            assertThat(backoff.nextMillis()).isBetween(100L, 300L);
            assertThat(backoff.nextMillis()).isBetween(200L, 600L);
            for (int attempt = 3; attempt < 100; attempt++) {
                assertThat(backoff.nextMillis()).isBetween(400L, 5_000L);
            }
        }
    }

    @Test
    void startsAnewAfterAReset() {
        ReconnectBackoff backoff = backoff(1);
        for (int attempt = 0; attempt < 10; attempt++) {
            backoff.nextMillis();
        }

        backoff.reset();

        assertThat(backoff.nextMillis()).isBetween(50L, 150L);
    }

    @Test
    void spreadsClientsOverTheInterval() {
        long distinct = new Random(3)
                .longs(100)
                .map(seed -> backoff(seed).nextMillis())
                .distinct()
                .count();

        assertThat(distinct).isGreaterThan(30);
    }
}
