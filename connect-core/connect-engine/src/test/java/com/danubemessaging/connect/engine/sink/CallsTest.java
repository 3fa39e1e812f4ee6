package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Calls that take too long, to the millisecond, and failures that follow one another. */
class CallsTest {

    @Test
    void aCallIsInterruptedAfterFiveMinutesAndNotBefore() {
        SinkRig rig = new Tuned().rig();
        rig.pass(400_000);
        rig.burst("a", 1);

        rig.pass(299_999);
        assertThat(rig.actions).doesNotContain("interrupt 1");
        rig.pass(1);

        assertThat(rig.actions).contains("interrupt 1");
        assertThat(rig.events).contains(new SinkEvent.CallInterrupted(0, 1));
    }

    @Test
    void anInterruptedCallHasTenSecondsAndNoMore() {
        SinkRig rig = new Tuned().rig();
        rig.burst("a", 1);

        rig.pass(309_999);
        assertThat(rig.actions).doesNotContain("stopped STUCK_CALL");
        rig.pass(1);

        assertThat(rig.actions).endsWith("stopped STUCK_CALL");
    }

    @Test
    void anInterruptedCallThatFailsIsTriedAgainWhateverItSays() {
        SinkRig rig = new Tuned().rig();
        rig.burst("a", 1);
        rig.pass(300_000);

        rig.failed(BatchFailure.SUSPECT_RECORD);
        rig.pass(1000);

        assertThat(rig.lastBatch()).isEqualTo(new SinkRig.Handed(0, 2, 0, java.util.List.of("a:1")));
        assertThat(rig.engine.counters().retries()).isZero();
        assertThat(rig.engine.anyDown()).isTrue();
    }

    @Test
    void whoIsDownIsSaidOfThatTaskAndSubscriptionUntilACallGetsThrough() {
        SinkRig rig = new Tuned().rig();
        rig.engine.addPartition(PartitionOptions.exclusive(1));
        rig.burst("a", 1);
        assertThat(rig.engine.anyDown()).isFalse();
        rig.failed(BatchFailure.TARGET_DOWN);
        assertThat(rig.engine.isDown(0, 0)).isTrue();
        assertThat(rig.engine.isDown(0, 1)).isFalse();
        assertThat(rig.engine.anyDown()).isTrue();
        rig.pass(1000);

        // The target is there, and does not like what it got.
        rig.failed(BatchFailure.SUSPECT_RECORD);

        assertThat(rig.engine.anyDown()).isFalse();
        assertThat(rig.events).contains(new SinkEvent.TargetUp(0, 0));
    }

    @Test
    void aBatchThatCameThroughAndAnAcknowledgementAreProgressAndAFailureIsNone() {
        SinkRig rig = new Tuned().rig();
        assertThat(rig.engine.lastProgress()).isZero();
        rig.burst("a", 1);
        rig.failed(BatchFailure.TARGET_DOWN);
        assertThat(rig.engine.lastProgress()).isZero();
        rig.pass(1000);
        rig.allDone();
        long written = rig.now;
        assertThat(rig.engine.lastProgress()).isEqualTo(written);
        rig.pass(10);
        rig.answer(1, AckAnswer.FAILED);
        assertThat(rig.engine.lastProgress()).isEqualTo(written);
        rig.pass(200);

        rig.answer(1, AckAnswer.OK);

        assertThat(rig.engine.lastProgress()).isEqualTo(rig.now);
    }
}
