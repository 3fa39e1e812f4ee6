package com.danubemessaging.connect.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A token bucket against the arithmetic that it stands for. */
class RateLimitTest {

    /** Sums of rounded fractions of tokens may be off by so much. */
    private static final double ROUNDING = 1e-6;

    private static double burst(int perSecond) {
        return Math.max(1, perSecond / 20.0);
    }

    @Property(tries = 300)
    void inNoStretchOfTimeMoreIsTakenThanRateTimesTimeAndOneBurst(
            @ForAll @IntRange(min = 1, max = 5000) int perSecond,
            @ForAll @Size(min = 1, max = 150) List<@IntRange(max = 300) Integer> pauses) {
        RateLimit limit = new RateLimit(perSecond);
        List<Long> taken = new ArrayList<>();
        long now = 5000;
        for (int pause : pauses) {
            now += pause;
            for (int wish = 0; wish < 3; wish++) {
                if (limit.tryTake(now)) {
                    taken.add(now);
                }
            }
        }

        for (int from = 0; from < taken.size(); from++) {
            for (int to = from; to < taken.size(); to++) {
                double most = (taken.get(to) - taken.get(from)) * perSecond / 1000.0 + burst(perSecond);
                assertThat(to - from + 1.0)
                        .as("taken from %d to %d", taken.get(from), taken.get(to))
                        .isLessThanOrEqualTo(most + ROUNDING);
            }
        }
    }

    @Property(tries = 200)
    void whoAlwaysWantsOneGetsTheWholeRate(
            @ForAll @IntRange(min = 1, max = 2000) int perSecond, @ForAll @IntRange(min = 1, max = 3000) int millis) {
        RateLimit limit = new RateLimit(perSecond);
        int taken = 0;
        for (long now = 0; now <= millis; now++) {
            while (limit.tryTake(now)) {
                taken++;
            }
        }

        assertThat((double) taken).isGreaterThan(millis * perSecond / 1000.0 + burst(perSecond) - 2);
    }

    @Property(tries = 300)
    void theNextTokenIsThereWhenItIsPromisedAndNotBefore(
            @ForAll @IntRange(min = 1, max = 2000) int perSecond,
            @ForAll @Size(max = 20) List<@IntRange(max = 50) Integer> pauses) {
        RateLimit limit = new RateLimit(perSecond);
        long now = 0;
        for (int pause : pauses) {
            now += pause;
            while (limit.tryTake(now)) {
                // Until it is empty.
            }
            long next = limit.nextAt(now);
            assertThat(next).isGreaterThan(now);
            // Rounding may cost or spare one millisecond.
            if (next - 2 > now) {
                assertThat(limit.tryTake(next - 2)).as("too early").isFalse();
            }
            assertThat(limit.tryTake(next) || limit.tryTake(next + 1))
                    .as("at %d", next)
                    .isTrue();
            now = next + 1;
        }
    }

    @Property(tries = 20)
    void aRateOfZeroIsNoLimit(@ForAll @IntRange(max = 1000) int now) {
        RateLimit limit = new RateLimit(0);

        for (int i = 0; i < 10_000; i++) {
            assertThat(limit.tryTake(now)).isTrue();
        }
    }
}
