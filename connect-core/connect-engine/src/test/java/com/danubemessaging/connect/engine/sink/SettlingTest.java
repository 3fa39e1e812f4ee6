package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * A run takes gaps for certain, and forgets what the run before it had been given, once it has read for half a minute:
 * time in which the stream is paused or closed does not count.
 */
class SettlingTest {

    private static final long SEEN_BEFORE = 1000;

    private static SinkRig rig(boolean closable) {
        SinkRig rig = SinkRig.small();
        rig.engine.addPartition(new PartitionOptions(0, Readers.ONE, closable, 5, SEEN_BEFORE));
        return rig;
    }

    private static long seen(SinkRig rig) {
        return rig.engine.seen(0, rig.now);
    }

    @Test
    void aStreamThatIsReadSettlesAfterHalfAMinute() {
        SinkRig rig = rig(true);
        rig.burst("a", 6);
        rig.allDone();
        rig.answer(6, AckAnswer.OK);

        rig.pass(29_999);
        assertThat(seen(rig)).isEqualTo(SEEN_BEFORE);
        rig.pass(1);
        assertThat(seen(rig)).isEqualTo(6);
    }

    @Test
    void aPauseDoesNotCount() {
        SinkRig rig = rig(false);
        rig.burst("a", 6, 7, 8, 9, 10, 11, 12, 13);

        rig.pass(60_000);
        assertThat(seen(rig)).isEqualTo(SEEN_BEFORE);
        rig.allDone();
        for (long offset = 6; offset <= 13; offset++) {
            rig.answer(offset, AckAnswer.OK);
        }
        rig.pass(29_999);
        assertThat(seen(rig)).isEqualTo(SEEN_BEFORE);
        rig.pass(1);
        assertThat(seen(rig)).isEqualTo(13);
    }

    @Test
    void aClosedStreamBeginsAnewWhenItIsOpened() {
        SinkRig rig = rig(true);
        rig.burst("a", 6);

        rig.pass(60_000);
        assertThat(rig.events).contains(new SinkEvent.StreamClosed(0, SinkEvent.StreamClosed.Cause.PATIENCE));
        assertThat(seen(rig)).isEqualTo(SEEN_BEFORE);
        rig.allDone();
        rig.answer(6, AckAnswer.OK);
        rig.pass(1_000);
        assertThat(rig.events).contains(new SinkEvent.StreamOpened(0));
        rig.pass(28_000);
        assertThat(seen(rig)).isEqualTo(SEEN_BEFORE);
        rig.pass(2_000);
        assertThat(seen(rig)).isEqualTo(6);
    }

    @Test
    void whoStayedAwayDoesNotKnowWhatTheOtherOneRead() {
        SinkRig rig = rig(true);
        rig.streamTaken();
        rig.burst("a", 6);
        rig.allDone();
        rig.answer(6, AckAnswer.OK);
        rig.pass(5_000);
        rig.streamTaken();
        assertThat(rig.events).contains(new SinkEvent.StreamClosed(0, SinkEvent.StreamClosed.Cause.TAKEOVER));
        rig.pass(95_000);
        assertThat(rig.events).contains(new SinkEvent.StreamOpened(0));
        rig.pass(40_000);

        rig.burst("a", 9);

        assertThat(rig.engine.counters().uncertainGapRecords()).isEqualTo(2);
        assertThat(rig.engine.counters().gapRecords()).isZero();
    }
}
