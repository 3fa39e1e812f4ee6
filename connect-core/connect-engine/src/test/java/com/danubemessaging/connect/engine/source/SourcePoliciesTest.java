package com.danubemessaging.connect.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.connect.engine.Backoff;
import com.danubemessaging.connect.engine.source.SourceOptions.InvalidPolicy;
import org.junit.jupiter.api.Test;

/** What becomes of a record that can never be published, and how long the engine waits before it tries again. */
class SourcePoliciesTest {

    private static SourceRig rig(InvalidPolicy policy) {
        return new SourceRig(new SourceOptions(2, 1000, 10, 256, new Backoff(100, 60_000), policy), 0);
    }

    @Test
    void aSkippedRecordIsReportedCountedAndCommitted() {
        SourceRig rig = rig(InvalidPolicy.SKIP);
        rig.emit("a", "p", "bad");

        rig.failed("bad", PublishFailure.INVALID);

        assertThat(rig.actions).containsExactly("Skipped");
        assertThat(rig.settled).containsExactly("bad SKIPPED");
        assertThat(rig.commits).hasSize(1);
        assertThat(rig.engine.counters().skipped()).isEqualTo(1);
        assertThat(rig.engine.heldRecords()).isZero();
    }

    @Test
    void aStopTellsEverybodyWhatBecameOfHisRecord() {
        SourceRig rig = rig(InvalidPolicy.STOP);
        rig.emit("a", "p", "bad").emit("b", "p", "under way").emit("c", "p", "waits for credit");

        rig.failed("bad", PublishFailure.TOO_LARGE);

        assertThat(rig.actions).containsExactly("stopped INVALID_RECORD");
        assertThat(rig.settled)
                .containsExactlyInAnyOrder("bad WITHDRAWN", "under way UNKNOWN", "waits for credit WITHDRAWN");
        assertThat(rig.commits).isEmpty();
    }

    @Test
    void aDeadLetterThatIsRefusedForGoodStopsTheEngineOnce() {
        SourceRig rig = rig(InvalidPolicy.DEAD_LETTER);
        rig.emit("a", "p", "bad");
        rig.failed("bad", PublishFailure.INVALID);

        for (int i = 0; i < 2; i++) {
            rig.engine.deadLetterFailed(
                    rig.deadLetters.get(0), true, "no such right", PublishFailure.INVALID, null, rig.now);
        }

        assertThat(rig.actions).containsExactly("stopped DEAD_LETTER_REFUSED");
        assertThat(rig.commits).isEmpty();
    }

    @Test
    void aDeadLetterThatFailsForAWhileIsRepeatedAtGrowingIntervals() {
        SourceRig rig = rig(InvalidPolicy.DEAD_LETTER);
        rig.emit("a", "p", "bad");
        rig.failed("bad", PublishFailure.INVALID);

        long[] waits = new long[6];
        for (int i = 0; i < waits.length; i++) {
            rig.engine.deadLetterFailed(rig.deadLetters.get(0), false, "away", PublishFailure.INVALID, null, rig.now);
            long begun = rig.now;
            while (rig.deadLetters.size() < i + 2) {
                rig.pass(10);
            }
            waits[i] = rig.now - begun;
        }

        assertThat(waits[0]).isBetween(50L, 160L);
        assertThat(waits[5]).isBetween(1600L, 4900L);
    }

    @Test
    void aPublishThatFailsForAWhileIsRepeatedAtGrowingIntervals() {
        SourceRig rig = rig(InvalidPolicy.DEAD_LETTER);
        rig.emit("a", "p", "r");

        long[] waits = new long[6];
        for (int i = 0; i < waits.length; i++) {
            rig.failed("r", PublishFailure.AMBIGUOUS);
            assertThat(rig.engine.isDown(0)).isTrue();
            long begun = rig.now;
            while (rig.publishes.isEmpty()) {
                rig.pass(10);
            }
            waits[i] = rig.now - begun;
        }
        assertThat(rig.publishes.get(0).attempts()).isEqualTo(6);
        assertThat(rig.engine.lastProgress()).isZero();
        rig.published("r");

        assertThat(waits[0]).isBetween(50L, 160L);
        assertThat(waits[5]).isBetween(1600L, 4900L);
        assertThat(rig.engine.isDown(0)).isFalse();
        assertThat(rig.engine.lastProgress()).isEqualTo(rig.now);
    }

    @Test
    void refusesWhatCouldNotMove() {
        Backoff backoff = new Backoff(1, 1);
        assertThatThrownBy(() -> new SourceOptions(0, 1, 1, 1, backoff, InvalidPolicy.SKIP))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SourceOptions(1, 1, -1, 1, backoff, InvalidPolicy.SKIP))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SourceOptions(1, 1, 1, 0, backoff, InvalidPolicy.SKIP))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(SourceOptions.defaults().invalidPolicy()).isEqualTo(InvalidPolicy.DEAD_LETTER);
    }
}
