package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

/** A target that is down is probed with the same batch, often enough, and costs no record an attempt. */
class TargetDownPropertyTest {

    @Property(tries = 250)
    void aTargetThatIsDownIsProbedAtLeastOnceASecondWithTheSameBatchWhateverArrives(
            @ForAll @IntRange(min = 1, max = 8) int first,
            @ForAll @NotEmpty @Size(max = 30) List<@IntRange(min = 0, max = 3) Integer> arrivals) {
        SinkRig rig = new SinkRig(SinkRig.options(1000, 1 << 20, 1, 10, 0)).withPartition();
        long offset = 0;
        for (int i = 0; i < first; i++) {
            rig.arrive("k" + i % 3, ++offset);
        }
        rig.engine.flush(rig.now);
        List<String> batch = rig.lastBatch().records();

        for (int probe = 1; probe <= arrivals.size(); probe++) {
            if (probe % 3 == 0) {
                Outcome[] untried = new Outcome[first];
                Arrays.fill(untried, Outcome.NOT_ATTEMPTED);
                rig.returned(untried);
            } else {
                rig.failed(BatchFailure.TARGET_DOWN);
            }
            assertThat(rig.engine.isDown(0, 0)).isTrue();
            assertThat(rig.batches).as("at once").hasSize(probe);
            for (int i = 0; i < arrivals.get(probe - 1); i++) {
                rig.burst("k" + i, ++offset);
            }
            rig.pass(1000);
            assertThat(rig.batches).as("a second later").hasSize(probe + 1);
            assertThat(rig.lastBatch().records()).isEqualTo(batch);
        }
        for (int last = 0; last < rig.batches.size(); ) {
            last = rig.batches.size();
            rig.allDone();
        }

        assertThat(rig.engine.anyDown()).isFalse();
        assertThat(rig.engine.counters().written()).isEqualTo(offset);
        assertThat(rig.engine.counters().retries()).isZero();
    }

    @Property(tries = 150)
    void downAndUpAreSaidInTurns(@ForAll @Size(max = 30) List<Boolean> isUp) {
        SinkRig rig = new SinkRig(SinkRig.options(1000, 1 << 20, 1, 10, 0)).withPartition();
        List<Class<?>> expected = new ArrayList<>();
        boolean wasUp = true;
        for (int i = 0; i < isUp.size(); i++) {
            rig.burst("a", i + 1);
            if (isUp.get(i)) {
                rig.allDone();
            } else {
                rig.failed(BatchFailure.TARGET_DOWN);
            }
            if (isUp.get(i) != wasUp) {
                expected.add(isUp.get(i) ? SinkEvent.TargetUp.class : SinkEvent.TargetDown.class);
            }
            wasUp = isUp.get(i);
            rig.pass(1000);
        }

        List<Class<?>> said = new ArrayList<>();
        rig.events.stream()
                .filter(e -> e instanceof SinkEvent.TargetUp || e instanceof SinkEvent.TargetDown)
                .forEach(e -> said.add(e.getClass()));
        assertThat(said).isEqualTo(expected);
    }
}
