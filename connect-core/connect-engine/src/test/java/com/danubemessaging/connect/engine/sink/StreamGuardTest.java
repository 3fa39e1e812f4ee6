package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Credit, patience and take-overs: when a stream pauses, closes and opens. */
class StreamGuardTest {

    private static SinkRig creditOf(int records) {
        return new SinkRig(SinkRig.options(records, 1 << 20, 1, 100, 2)).withPartition();
    }

    @Test
    void pausesAtTheCreditAndResumesAtHalfOfIt() {
        SinkRig rig = creditOf(4);
        rig.arrive("a", 1).arrive("a", 2).arrive("a", 3).burst("a", 4);
        assertThat(rig.actions).containsExactly("pause 0");

        rig.allDone();
        rig.answer(1, AckAnswer.OK);
        assertThat(rig.actions).hasSize(1);
        rig.answer(2, AckAnswer.OK);

        assertThat(rig.actions).containsExactly("pause 0", "resume 0");
    }

    @Test
    void aPauseOfMoreThanASecondClosesTheStreamUntilHalfIsFree() {
        SinkRig rig = creditOf(2);
        rig.arrive("a", 1).burst("a", 2);

        rig.pass(2000);
        assertThat(rig.actions).containsExactly("pause 0", "close 0");
        rig.allDone();
        rig.answer(1, AckAnswer.OK);
        rig.answer(2, AckAnswer.OK);

        rig.pass(500);
        assertThat(rig.actions).containsExactly("pause 0", "close 0", "open 0");
        assertThat(rig.engine.heldBytes()).isZero();
    }

    @Test
    void aRecordLargerThanTheWholeCreditPassesAlone() {
        SinkRig rig = new SinkRig(SinkRig.options(100, 5, 1, 100, 2)).withPartition();
        rig.burst("a", 1);
        assertThat(rig.actions).containsExactly("pause 0");

        rig.allDone();
        rig.answer(1, AckAnswer.OK);

        assertThat(rig.actions).containsExactly("pause 0", "resume 0");
    }

    @Test
    void closesWhenTheOldestDeliveryIsTwentySecondsOldAndOpensWhenItIsDone() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.burst("a", 1);
        rig.pass(19_900);
        assertThat(rig.actions).isEmpty();

        rig.pass(700);
        assertThat(rig.actions).containsExactly("close 0");
        assertThat(rig.engine.closedFor(0)).isEqualTo(SinkEvent.StreamClosed.Cause.PATIENCE);
        rig.pass(60_000);
        assertThat(rig.actions).hasSize(1);

        rig.allDone();
        rig.answer(1, AckAnswer.OK);
        rig.pass(600);
        assertThat(rig.actions).containsExactly("close 0", "open 0");
    }

    @Test
    void opensThoughAcknowledgementsFailBecauseTheStreamIsClosed() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.burst("a", 1);
        rig.pass(21_000);
        rig.allDone();
        rig.answer(1, AckAnswer.FAILED);

        rig.pass(2000);

        assertThat(rig.actions).containsExactly("close 0", "open 0");
    }

    @Test
    void closesWhenTheBrokerDeliversAnUnfinishedRecordForTheThirdTime() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.burst("a", 1).burst("a", 1).burst("a", 1);

        rig.pass(600);

        assertThat(rig.actions).containsExactly("close 0");
    }

    @Test
    void aStreamThatMayNotCloseIsNeverClosed() {
        SinkRig rig = new SinkRig(SinkRig.options(1, 1 << 20, 1, 100, 2));
        rig.engine.addPartition(new PartitionOptions(0, Readers.SEVERAL, false, -1, -1));
        rig.burst("a", 1);

        rig.pass(100_000);

        assertThat(rig.actions).containsExactly("pause 0");
    }

    @Test
    void aStreamThatIsTakenTwiceInAShortTimeStaysAwayAMinute() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.streamTaken();
        rig.pass(9000);
        assertThat(rig.actions).isEmpty();

        rig.engine.streamEnded(0, rig.now);
        assertThat(rig.actions).containsExactly("close 0");
        assertThat(rig.events).contains(new SinkEvent.StreamClosed(0, SinkEvent.StreamClosed.Cause.TAKEOVER));
        rig.pass(59_000);
        assertThat(rig.actions).hasSize(1);
        rig.pass(32_000);

        assertThat(rig.actions).containsExactly("close 0", "open 0");
    }

    @Test
    void aTopicThatMovesAgainAndAgainIsFollowedEachTime() {
        SinkRig rig = SinkRig.small().withPartition();

        for (int move = 0; move < 5; move++) {
            rig.streamMoved();
            rig.pass(1000);
        }

        assertThat(rig.actions).isEmpty();
        assertThat(rig.events).isEmpty();
    }

    @Test
    void aMoveBeforeATakingCountsForNothing() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.streamMoved().streamTaken();
        assertThat(rig.actions).isEmpty();

        rig.engine.streamEnded(0, rig.now);

        assertThat(rig.actions).containsExactly("close 0");
    }

    @Test
    void anEndWithoutAReasonYetIsNoTaking() {
        SinkRig rig = SinkRig.small().withPartition();

        rig.engine.streamEnded(0, rig.now);
        rig.engine.streamEnded(0, rig.now);

        assertThat(rig.actions).isEmpty();
    }

    @Test
    void anOpeningAfterABreakIsNoTaking() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.engine.streamOpened(0, true);

        rig.engine.streamEnded(0, rig.now);

        assertThat(rig.actions).isEmpty();
    }

    @Test
    void whoComesBackFromATakeoverIsForgivenTheTakingsBeforeIt() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.streamTaken();
        rig.engine.streamEnded(0, rig.now);
        rig.pass(91_000);
        rig.engine.streamOpened(0, true);

        rig.engine.streamEnded(0, rig.now);

        assertThat(rig.actions).containsExactly("close 0", "open 0");
    }

    @Test
    void endsOfASharedSubscriptionAreNoTakeover() {
        SinkRig rig = SinkRig.small();
        rig.engine.addPartition(new PartitionOptions(0, Readers.SEVERAL, true, -1, -1));

        rig.streamTaken().streamTaken();

        assertThat(rig.actions).isEmpty();
    }

    @Test
    void drainsWhenTheLastAcknowledgementWasAnswered() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.burst("a", 1);
        rig.engine.drain(rig.now, 10_000);
        rig.burst("a", 2);
        rig.allDone();
        assertThat(rig.actions).containsExactly("pause 0");

        rig.answer(1, AckAnswer.OK);

        assertThat(rig.actions).containsExactly("pause 0", "drained 0");
        assertThat(rig.engine.counters().ignored()).isEqualTo(1);
    }

    @Test
    void aDrainEndsWithItsGraceAndNothingHappensAfterIt() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.burst("a", 1);
        rig.returned(Outcome.RETRY);

        rig.engine.drain(rig.now, 500);
        rig.pass(20_000);

        assertThat(rig.actions).containsExactly("pause 0", "drained 1");
        assertThat(rig.batches).hasSize(1);
    }

    @Test
    void aDrainWithAClosedStreamDoesNotOpenIt() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.burst("a", 1);
        rig.pass(21_000);
        rig.engine.drain(rig.now, 10_000);
        rig.allDone();

        rig.answer(1, AckAnswer.OK);

        assertThat(rig.actions).containsExactly("close 0", "drained 0");
    }
}
