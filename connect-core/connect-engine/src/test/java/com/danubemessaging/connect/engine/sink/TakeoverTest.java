package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The bounds of a takeover, and what it means for gaps. */
class TakeoverTest {

    private static void finish(SinkRig rig, long offset) {
        rig.burst("a", offset);
        rig.allDone();
        rig.answer(offset, AckAnswer.OK);
    }

    @Test
    void tenSecondsAfterATakingItIsATakeoverStillAndThenNotAnyMore() {
        SinkRig inTime = SinkRig.small().withPartition().streamTaken();
        inTime.pass(10_000);
        inTime.engine.streamEnded(0, inTime.now);
        assertThat(inTime.actions).containsExactly("close 0");

        SinkRig late = SinkRig.small().withPartition().streamTaken();
        late.pass(10_001);
        late.engine.streamEnded(0, late.now);
        assertThat(late.actions).isEmpty();
    }

    @Test
    void staysAwayForAnUncertainTimeSoThatTwoDoNotComeBackInStep() {
        SinkRig rig = SinkRig.small().withPartition().streamTaken();

        rig.engine.streamEnded(0, rig.now);

        SinkEvent.Takeover takeover = (SinkEvent.Takeover) rig.events.stream()
                .filter(SinkEvent.Takeover.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(takeover.until() - rig.now).isBetween(65_000L, 90_000L);
    }

    @Test
    void whatTheOtherMayHaveHadWhileThisOneStayedAwayIsNoCertainGap() {
        SinkRig rig = SinkRig.small().withPartition();
        finish(rig, 1);
        rig.streamTaken();
        finish(rig, 2);
        rig.engine.streamEnded(0, rig.now);
        rig.pass(91_000);
        rig.engine.streamOpened(0, true);
        rig.events.clear();

        rig.burst("a", 5);

        assertThat(rig.events).containsExactly(new SinkEvent.Gap(0, 3, 4, false));
    }

    @Test
    void aRunThatWasClosedBeforeItHadSettledGoesOnSettlingWhenItOpens() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.burst("a", 1);
        rig.pass(25_000);
        rig.allDone();
        rig.answer(1, AckAnswer.OK);
        rig.pass(10_000);
        assertThat(rig.actions).containsExactly("close 0", "open 0");
        rig.events.clear();

        rig.burst("a", 5);

        assertThat(rig.events).containsExactly(new SinkEvent.Gap(0, 2, 4, false));
    }

    @Test
    void aRunThatHadSettledBeforeItsStreamWasClosedIsSettledStill() {
        SinkRig rig = SinkRig.small().withPartition();
        finish(rig, 1);
        rig.pass(40_000);
        rig.burst("a", 2);
        rig.pass(21_000);
        rig.allDone();
        rig.answer(2, AckAnswer.OK);
        rig.pass(1000);
        assertThat(rig.actions).containsExactly("close 0", "open 0");
        rig.events.clear();

        rig.burst("a", 5);

        assertThat(rig.events).containsExactly(new SinkEvent.Gap(0, 3, 4, true));
    }
}
