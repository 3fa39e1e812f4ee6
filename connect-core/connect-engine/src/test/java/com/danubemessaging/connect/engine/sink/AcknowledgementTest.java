package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When an acknowledgement leaves, what is done if it fails, and what becomes of copies. */
class AcknowledgementTest {

    @Test
    void theHighestDeliveryWaitsUntilAllLowerOnesWereAnswered() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.burst("a", 1);
        rig.burst("b", 2);
        rig.burst("c", 3);
        rig.allDone();
        rig.allDone();
        assertThat(rig.ackOffsets()).containsExactly(1L, 2L);

        rig.answer(2, AckAnswer.OK);
        assertThat(rig.ackOffsets()).containsExactly(1L);
        rig.answer(1, AckAnswer.OK);

        assertThat(rig.ackOffsets()).containsExactly(3L);
    }

    @Test
    void aNewDeliveryFreesTheOneThatWaitedAsTheHighest() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.arrive("a", 1).burst("b", 2);
        rig.allDone();
        assertThat(rig.ackOffsets()).containsExactly(1L);

        rig.burst("c", 3);

        assertThat(rig.ackOffsets()).containsExactly(1L, 2L);
    }

    @Test
    void everyCopyOfADoneRecordIsAcknowledgedThoughEachIsTheHighestForAMoment() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.arrive("a", 1).arrive("b", 2).arrive("c", 3).burst("d", 4);
        rig.allDone();
        for (long offset = 1; offset <= 4; offset++) {
            rig.answer(offset, AckAnswer.OK);
        }

        rig.arrive("a", 1).arrive("b", 2).arrive("c", 3).burst("d", 4);

        assertThat(rig.ackOffsets()).containsExactly(1L, 2L, 3L);
        rig.answer(1, AckAnswer.OK);
        rig.answer(2, AckAnswer.OK);
        rig.answer(3, AckAnswer.OK);
        rig.answer(4, AckAnswer.OK);
        assertThat(rig.batches).hasSize(1);
        assertThat(rig.engine.counters().reacknowledged()).isEqualTo(4);
        assertThat(rig.engine.heldRecords()).isZero();
    }

    @Test
    void aFailedAcknowledgementLeavesAgainBeforeTheNextOfItsLane() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.burst("a", 1);
        rig.arrive("a", 2).arrive("a", 3).burst("b", 4);
        rig.allDone();
        rig.answer(1, AckAnswer.FAILED);
        rig.allDone();
        assertThat(rig.ackOffsets()).isEmpty();

        rig.pass(200);

        assertThat(rig.ackOffsets()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aCopyOfARecordInTheLedgerIsDropped() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.burst("a", 1);

        rig.burst("a", 1);

        assertThat(rig.engine.counters().duplicates()).isEqualTo(1);
        assertThat(rig.batches).hasSize(1);
    }

    @Test
    void aCopyThatCrossesItsAcknowledgementIsAcknowledgedOnceMore() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.burst("a", 1);
        rig.allDone();
        rig.burst("a", 1);

        rig.answer(1, AckAnswer.OK);

        assertThat(rig.ackOffsets()).containsExactly(1L);
    }

    @Test
    void anAcknowledgementRefusedAsUnknownIsDroppedAndCounted() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.burst("a", 1);
        rig.allDone();

        rig.answer(1, AckAnswer.UNKNOWN);

        assertThat(rig.engine.counters().unknownAcks()).isEqualTo(1);
        assertThat(rig.engine.heldRecords()).isZero();
    }

    @Test
    void anAcknowledgementRefusedAsUnknownAfterACopyCameIsSentAgainForTheCopy() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.burst("a", 1);
        rig.allDone();
        // The broker restarts, knows the subscription again, and delivers once more; only then its refusal arrives.
        rig.burst("a", 1);

        rig.answer(1, AckAnswer.UNKNOWN);

        assertThat(rig.ackOffsets()).containsExactly(1L);
        assertThat(rig.engine.heldRecords()).isEqualTo(1);
        rig.answer(1, AckAnswer.OK);
        assertThat(rig.engine.heldRecords()).isZero();
    }

    @Test
    void nothingIsAcknowledgedBeforeItsDeadLetterIsStored() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.burst("a", 1);
        rig.returned(Outcome.INVALID);
        rig.engine.deadLetterFailed(rig.deadLetters.get(0), false, "away", SinkPort.GiveUp.INVALID, null, rig.now);
        rig.pass(2000);
        assertThat(rig.acks).isEmpty();
        assertThat(rig.deadLetters).hasSize(2);

        rig.engine.deadLetterStored(rig.deadLetters.get(1), rig.now);

        assertThat(rig.ackOffsets()).containsExactly(1L);
    }

    @Test
    void aRecordOfAnEarlierEpochIsNotAcknowledgedBecauseItsOffsetMeansAnotherNow() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.burst("a", 1);
        rig.allDone();
        rig.answer(1, AckAnswer.OK);
        rig.burst("a", 2);

        // Another record stands at offset 1: the broker counts anew.
        rig.burst("x", 1);
        rig.allDone();

        assertThat(rig.events).contains(new SinkEvent.NewEpoch(0, 1));
        assertThat(rig.acks).isEmpty();
        rig.allDone();
        assertThat(rig.ackOffsets()).containsExactly(1L);
        assertThat(rig.acks.get(0).record()).isEqualTo("x:1");
    }
}
