package com.danubemessaging.vertx.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void doublesUntilTheMaximum() {
        Backoff backoff = new Backoff(200, 3000);

        assertThat(List.of(0, 1, 2, 3, 4, 5, 1000))
                .extracting(failures -> backoff.delayMillis(failures, () -> 0.999_999))
                .containsExactly(200L, 400L, 800L, 1600L, 3000L, 3000L, 3000L);
    }

    @Property
    void staysInTheUpperHalfOfItsStep(
            @ForAll @LongRange(min = 1, max = 10_000) long base,
            @ForAll @LongRange(min = 1, max = 60_000) long max,
            @ForAll @IntRange(min = 0, max = Integer.MAX_VALUE) int failures,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double random) {
        long delay = new Backoff(base, max).delayMillis(failures, () -> random);

        double step = Math.min(max, base * Math.pow(2, failures));
        assertThat(delay).isGreaterThanOrEqualTo(1).isBetween((long) Math.floor(step / 2), (long) step);
    }
}
