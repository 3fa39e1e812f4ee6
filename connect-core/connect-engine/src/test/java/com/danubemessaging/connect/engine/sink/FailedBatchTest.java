package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A batch that fails as a whole: the target is down, one record is to blame, or the call never returns. */
class FailedBatchTest {

    @Test
    void aTargetThatIsDownGetsTheSameBatchAgainForEverAtLeastOnceASecond() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.burst("a", 1, 2);
        for (int i = 1; i < 50; i++) {
            rig.failed(BatchFailure.TARGET_DOWN);
            rig.burst("b", 100 + i);
            rig.pass(1000);
            assertThat(rig.batches).hasSize(i + 1);
            assertThat(rig.lastBatch().records()).containsExactly("a:1", "a:2");
        }
        assertThat(rig.engine.isDown(0, 0)).isTrue();

        rig.allDone();

        assertThat(rig.engine.anyDown()).isFalse();
        assertThat(rig.deadLetters).isEmpty();
    }

    @Test
    void aBatchOfWhichNothingWasTriedCountsAsTargetDown() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.burst("a", 1, 2);

        rig.returned(Outcome.NOT_ATTEMPTED, Outcome.NOT_ATTEMPTED);

        assertThat(rig.events).anyMatch(SinkEvent.TargetDown.class::isInstance);
        assertThat(rig.batches).hasSize(1);
    }

    @Property(tries = 60)
    void halvingFindsTheOneToBlameAndWritesAllOthers(
            @ForAll @IntRange(min = 1, max = 40) int size, @ForAll @IntRange(min = 0, max = 39) int at) {
        SinkRig rig = new SinkRig(SinkRig.options(1000, 1 << 20, 1, 100, 2)).withPartition();
        String culprit = "k" + (at % size) + ":" + (at % size);
        for (int i = 0; i < size; i++) {
            rig.arrive("k" + i, i);
        }
        rig.engine.flush(rig.now);

        int handled = 0;
        for (int calls = 0; rig.deadLetters.isEmpty(); calls++) {
            assertThat(calls).as("calls for %d records", size).isLessThan(60);
            if (handled == rig.batches.size()) {
                rig.pass(1500);
                continue;
            }
            handled = rig.batches.size();
            if (rig.lastBatch().records().contains(culprit)) {
                rig.failed(BatchFailure.SUSPECT_RECORD);
            } else {
                rig.allDone();
            }
        }
        while (handled < rig.batches.size()) {
            handled = rig.batches.size();
            rig.allDone();
        }

        assertThat(rig.deadLetters).singleElement().satisfies(d -> assertThat(d.record())
                .isEqualTo(culprit));
        assertThat(rig.engine.counters().written()).isEqualTo(size - 1);
    }

    @Test
    void aFatalFailureStopsWithoutAcknowledging() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.burst("a", 1);

        rig.failed(BatchFailure.FATAL);
        rig.burst("a", 2);

        assertThat(rig.actions).containsExactly("stopped FATAL");
        assertThat(rig.acks).isEmpty();
        assertThat(rig.batches).hasSize(1);
    }

    @Test
    void aCallThatTakesTooLongIsFencedAndItsLateOutcomeIsNotBelieved() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.burst("a", 1);
        rig.pass(300_600);
        assertThat(rig.actions).contains("interrupt 1");

        rig.allDone();
        assertThat(rig.acks).isEmpty();
        rig.pass(1000);

        assertThat(rig.lastBatch()).isEqualTo(new SinkRig.Handed(0, 2, 0, List.of("a:1")));
    }

    @Test
    void aCallThatDoesNotReactToItsInterruptStopsTheEngine() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.burst("a", 1);

        rig.pass(311_000);

        assertThat(rig.actions).endsWith("stopped STUCK_CALL");
        assertThat(rig.batches).hasSize(1);
    }

    @Test
    void anOutcomeThatComesTwiceIsCountedAndIgnored() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.burst("a", 1);
        rig.allDone();

        rig.allDone();

        assertThat(rig.engine.counters().staleOutcomes()).isEqualTo(1);
        assertThat(rig.engine.counters().written()).isEqualTo(1);
    }
}
