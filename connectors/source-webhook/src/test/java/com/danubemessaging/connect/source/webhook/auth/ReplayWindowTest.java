package com.danubemessaging.connect.source.webhook.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.source.webhook.limit.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplayWindowTest {

    private Instant now = Instant.parse("2026-11-28T12:00:00Z");
    private final InstantSource clock = () -> now;

    private static Fingerprint value(int number) {
        return Fingerprint.of("signature " + number);
    }

    @Test
    void aValueIsTakenOnceUntilTheWindowIsOver() {
        ReplayWindow window = new ReplayWindow(Duration.ofMinutes(10), 100, clock);

        assertThat(window.claim(value(1))).isTrue();
        assertThat(window.claim(value(1))).isFalse();
        now = now.plus(Duration.ofMinutes(9));
        assertThat(window.claim(value(1))).isFalse();
        now = now.plus(Duration.ofMinutes(2));
        assertThat(window.claim(value(1))).isTrue();
    }

    @Test
    void aValueThatIsGivenBackMayComeAgain() {
        ReplayWindow window = new ReplayWindow(Duration.ofMinutes(10), 100, clock);
        window.claim(value(1));

        window.release(value(1));

        assertThat(window.claim(value(1))).isTrue();
    }

    @Test
    void aFullWindowKeepsItsSizeAndForgetsSomeButNeverRefusesAFreshValue() {
        ReplayWindow window = new ReplayWindow(Duration.ofMinutes(10), 100, clock);

        assertThat(IntStream.range(0, 1000).allMatch(i -> window.claim(value(i))))
                .as("fresh values are taken")
                .isTrue();

        long remembered =
                IntStream.range(0, 1000).filter(i -> window.isUsed(value(i))).count();
        assertThat(remembered).isBetween(50L, 100L);
    }
}
