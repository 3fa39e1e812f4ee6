package com.danubemessaging.connect.source.mqtt;

import static com.danubemessaging.connect.source.mqtt.Liveness.Verdict.DEAD;
import static com.danubemessaging.connect.source.mqtt.Liveness.Verdict.FINE;
import static com.danubemessaging.connect.source.mqtt.Liveness.Verdict.PING;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.source.mqtt.Liveness.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LivenessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static Liveness liveness(int keepAliveSeconds) {
        return new Liveness(Duration.ofSeconds(keepAliveSeconds), PATIENCE);
    }

    /** Ticks until something else than FINE comes; answers how many ticks it took. */
    private static int ticksUntil(Liveness liveness, boolean isWorkPending, Verdict expected) {
        for (int tick = 1; tick <= 1_000; tick++) {
            Verdict verdict = liveness.tick(isWorkPending);
            if (verdict != FINE) {
                assertThat(verdict).isEqualTo(expected);
                return tick;
            }
        }
        throw new AssertionError("nothing but FINE in 1000 ticks");
    }

    @Test
    void givesUpThreeSecondsAfterAnUnansweredPingWhileWorkIsPending() {
        Liveness liveness = liveness(60);

        assertThat(ticksUntil(liveness, true, PING))
                .as("half seconds to the ping")
                .isEqualTo(6);
        assertThat(ticksUntil(liveness, true, DEAD))
                .as("half seconds to the end")
                .isEqualTo(6);
    }

    @Test
    void givesUpTenSecondsAfterAnUnansweredPingWhenIdle() {
        Liveness liveness = liveness(60);

        assertThat(ticksUntil(liveness, false, PING)).isEqualTo(90);
        assertThat(ticksUntil(liveness, false, DEAD)).isEqualTo(20);
    }

    @Test
    void pingsInsideTheKeepAliveIntervalEvenOnABusyConnection() {
        Liveness liveness = liveness(60);
        int ticks = 0;
        Verdict verdict = FINE;
        while (verdict == FINE) {
            liveness.heard();
            verdict = liveness.tick(true);
            ticks++;
        }

        assertThat(verdict).isEqualTo(PING);
        assertThat(ticks).isEqualTo(90);
    }

    @Test
    void takesAnyPacketAsASignOfLife() {
        Liveness liveness = liveness(60);
        ticksUntil(liveness, true, PING);

        for (int i = 0; i < 100; i++) {
            liveness.heard();
            assertThat(liveness.tick(true)).isNotEqualTo(DEAD);
        }
    }

    @Test
    void pingsOnWhileAnAnswerIsMissingIfTheKeepAliveIsShort() {
        Liveness liveness = liveness(1);

        assertThat(liveness.tick(false)).isEqualTo(PING);
        assertThat(liveness.tick(false)).isEqualTo(PING);
    }

    @Test
    void neverPingsAndNeverGivesUpWithAKeepAliveOfZero() {
        Liveness liveness = liveness(0);

        for (int i = 0; i < 1_000; i++) {
            assertThat(liveness.tick(true)).isEqualTo(FINE);
        }
    }
}
