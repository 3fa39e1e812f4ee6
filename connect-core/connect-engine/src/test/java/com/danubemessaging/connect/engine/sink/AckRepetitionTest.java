package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.engine.Backoff;
import org.junit.jupiter.api.Test;

/** Acknowledgements that fail, come late, or have become meaningless; and what is remembered of finished records. */
class AckRepetitionTest {

    @Test
    void failedAcknowledgementsOfALaneAreRepeatedInTheOrderOfTheirOffsets() {
        SinkRig rig = new Tuned().rig();
        rig.arrive("a", 1).arrive("a", 2).burst("b", 3);
        rig.allDone();
        assertThat(rig.ackOffsets()).containsExactly(1L, 2L);

        rig.answer(2, AckAnswer.FAILED);
        rig.answer(1, AckAnswer.FAILED);
        rig.pass(200);

        assertThat(rig.ackOffsets()).containsExactly(1L, 2L);
    }

    @Test
    void aFailedAcknowledgementIsRepeatedAtGrowingIntervals() {
        Tuned options = new Tuned();
        options.ackBackoff = new Backoff(100, 60_000);
        SinkRig rig = options.rig();
        rig.burst("a", 1);
        rig.allDone();

        long[] waits = new long[6];
        for (int i = 0; i < waits.length; i++) {
            rig.answer(1, AckAnswer.FAILED);
            long begun = rig.now;
            while (rig.acks.isEmpty()) {
                rig.pass(10);
            }
            waits[i] = rig.now - begun;
        }

        assertThat(waits[0]).isBetween(50L, 160L);
        assertThat(waits[5]).isBetween(1600L, 4900L);
    }

    @Test
    void aFinishedRecordOfAnEarlierEpochIsForgotten() {
        SinkRig rig = new Tuned().rig();
        rig.arrive("a", 1).arrive("a", 2).burst("b", 3);
        // Another record stands at offset 3: the broker counts anew.
        rig.burst("x", 3);

        rig.allDone();
        rig.allDone();

        assertThat(rig.acks).extracting(Delivery::record).containsExactly("x:3");
        assertThat(rig.engine.heldRecords()).isEqualTo(1);
    }

    @Test
    void aFailedAcknowledgementOfAnEarlierEpochIsNotRepeated() {
        SinkRig rig = new Tuned().rig();
        rig.arrive("a", 1).burst("b", 2);
        rig.allDone();
        rig.answer(1, AckAnswer.FAILED);
        rig.burst("x", 2);

        rig.pass(500);

        assertThat(rig.acks).isEmpty();
        rig.allDone();
        assertThat(rig.acks).extracting(Delivery::record).containsExactly("x:2");
        assertThat(rig.engine.heldRecords()).isEqualTo(1);
    }

    @Test
    void anOlderRecordThatComesLateIsAcknowledgedInItsPlaceOfTheLane() {
        SinkRig rig = new Tuned().rig();
        rig.arrive("a", 1).burst("a", 3);
        rig.arrive("a", 2).burst("b", 4);

        rig.allDone();
        assertThat(rig.ackOffsets()).containsExactly(1L);
        rig.allDone();

        assertThat(rig.ackOffsets()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void whatFollowedARecordThatIsWrittenLateIsWrittenAgainShouldACopyCome() {
        SinkRig rig = new Tuned().rig();
        rig.burst("a", 2);
        rig.allDone();
        rig.answer(2, AckAnswer.OK);
        rig.burst("a", 1);
        rig.allDone();
        rig.answer(1, AckAnswer.OK);

        rig.burst("a", 2);

        assertThat(rig.lastBatch().records()).containsExactly("a:2");
        assertThat(rig.engine.counters().reacknowledged()).isZero();
    }

    @Test
    void asManyFinishedRecordsAreRememberedAsMayBeOnTheirWayAgain() {
        Tuned options = new Tuned();
        options.heldRecords = 3000;
        options.batchRecords = 6000;
        SinkRig rig = options.rig();
        for (int offset = 1; offset <= 5000; offset++) {
            rig.burst("a", offset);
            rig.allDone();
            rig.answer(offset, AckAnswer.OK);
        }

        rig.burst("a", 1);

        assertThat(rig.engine.counters().reacknowledged()).isEqualTo(1);
    }
}
