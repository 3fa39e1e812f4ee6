package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is held and how long a stream may stay paused: the exact bounds, and what comes after a closing. */
class CreditTest {

    private static SinkRig creditOf(int records, int batchRecords) {
        Tuned options = new Tuned();
        options.heldRecords = records;
        options.batchRecords = batchRecords;
        return options.rig();
    }

    private static SinkRig creditOfBytes(int bytes) {
        Tuned options = new Tuned();
        options.heldBytes = bytes;
        return options.rig();
    }

    private static void acknowledge(SinkRig rig, long... offsets) {
        for (long offset : offsets) {
            rig.answer(offset, AckAnswer.OK);
        }
    }

    @Test
    void bytesCountAsRecordsDoToTheByte() {
        SinkRig rig = creditOfBytes(40);
        rig.burst("a", 1, 2, 3);
        assertThat(rig.actions).isEmpty();
        rig.burst("b", 4);
        assertThat(rig.actions).containsExactly("pause 0");

        rig.allDone();
        acknowledge(rig, 1);
        assertThat(rig.actions).as("30 of 40 bytes").hasSize(1);
        acknowledge(rig, 2);

        assertThat(rig.actions).as("20 of 40 bytes").containsExactly("pause 0", "resume 0");
    }

    @Test
    void aPauseLastsASecondAndNoLonger() {
        SinkRig rig = creditOf(2, 100);
        rig.burst("a", 1, 2);

        rig.pass(999);
        assertThat(rig.actions).containsExactly("pause 0");
        rig.pass(1);

        assertThat(rig.actions).containsExactly("pause 0", "close 0");
    }

    @Test
    void aStreamThatIsNotPausedIsNotClosedForCredit() {
        SinkRig rig = creditOf(2, 100);
        rig.burst("a", 1);

        rig.pass(10_000);

        assertThat(rig.actions).isEmpty();
    }

    @Test
    void aClosedStreamOpensInTheMomentThatHalfIsFreeAndSaysSo() {
        SinkRig rig = creditOf(4, 100);
        rig.burst("a", 1, 2, 3, 4);
        rig.pass(3000);
        rig.allDone();
        acknowledge(rig, 1);
        assertThat(rig.actions).containsExactly("pause 0", "close 0");

        acknowledge(rig, 2);

        assertThat(rig.actions).containsExactly("pause 0", "close 0", "open 0");
        assertThat(rig.events)
                .containsExactly(
                        new SinkEvent.StreamClosed(0, SinkEvent.StreamClosed.Cause.CREDIT),
                        new SinkEvent.StreamOpened(0));
    }

    @Test
    void aStreamClosedForCreditOpensThoughSomeRecordsAreUnfinished() {
        SinkRig rig = creditOf(4, 2);
        rig.burst("a", 1, 2, 3, 4);
        rig.pass(1500);
        rig.allDone();
        acknowledge(rig, 1, 2);

        assertThat(rig.actions).containsExactly("pause 0", "close 0", "open 0");
    }

    @Test
    void theDeliveryThatAnOpeningCostsIsCountedOnce() {
        SinkRig rig = creditOf(4, 2);
        rig.burst("a", 1, 2, 3, 4);
        rig.pass(1500);
        rig.allDone();
        acknowledge(rig, 1, 2);
        rig.actions.clear();

        rig.burst("a", 3);
        rig.pass(500);
        assertThat(rig.actions).as("delivered twice").isEmpty();
        rig.burst("a", 3);
        rig.pass(500);

        assertThat(rig.actions).as("delivered three times").containsExactly("close 0");
    }

    @Test
    void aStreamWaitsAMomentForAcknowledgementsBeforeItOpens() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.burst("a", 1);
        rig.pass(20_000);
        assertThat(rig.actions).containsExactly("close 0");
        rig.allDone();

        rig.pass(999);
        assertThat(rig.actions).hasSize(1);
        rig.pass(1);

        assertThat(rig.actions).containsExactly("close 0", "open 0");
    }

    @Test
    void aStreamThatIsOverItsCreditAndLacksOnlyAcknowledgementsOpensPausedWhenItsPatienceIsOver() {
        SinkRig rig = creditOf(2, 100);
        rig.burst("a", 1, 2);
        rig.pass(1000);
        rig.allDone();

        rig.pass(19_999);
        assertThat(rig.actions).containsExactly("pause 0", "close 0");
        rig.pass(1);

        assertThat(rig.actions).containsExactly("pause 0", "close 0", "open 0", "pause 0");
    }

    @Test
    void anEmptyStreamStaysClosedWhileAnotherHoldsTheCredit() {
        SinkRig rig = creditOf(2, 100);
        rig.engine.addPartition(PartitionOptions.exclusive(0));
        rig.arriveOn(1, "a", 1).arriveOn(1, "a", 2);
        rig.engine.flush(rig.now);

        rig.pass(15_000);

        assertThat(rig.actions).containsExactly("pause 0", "pause 1", "close 0", "close 1");
    }

    @Test
    void aStreamThatIsOverItsCreditAgainBeforeItHasCaughtUpIsReadToTwiceTheCredit() {
        SinkRig rig = creditOf(4, 100);
        closeAndOpen(rig);
        rig.burst("b", 11);
        rig.pass(600);

        rig.burst("b", 12, 13, 14, 15, 16, 17);
        assertThat(rig.actions).as("seven of four").isEmpty();
        rig.burst("b", 18);

        assertThat(rig.actions).containsExactly("pause 0");
    }

    @Test
    void aStreamThatHasCaughtUpIsPausedAtItsCreditAgain() {
        SinkRig rig = creditOf(4, 100);
        closeAndOpen(rig);
        rig.pass(600);

        rig.burst("b", 11, 12, 13, 14);

        assertThat(rig.actions).containsExactly("pause 0");
    }

    /** Closed for credit once; open again and empty since. */
    private static void closeAndOpen(SinkRig rig) {
        rig.burst("a", 1, 2, 3, 4);
        rig.pass(3000);
        rig.allDone();
        acknowledge(rig, 1, 2, 3, 4);
        assertThat(rig.actions).containsExactly("pause 0", "close 0", "open 0");
        rig.actions.clear();
    }

    @Test
    void whereNothingIsHeldAndEveryStreamIsOpenNoTimerIsSet() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.burst("a", 1);
        rig.pass(600);
        assertThat(rig.isAsleep()).isFalse();
        rig.allDone();
        acknowledge(rig, 1);

        rig.pass(600);

        assertThat(rig.isAsleep()).isTrue();
    }

    @Test
    void aRecordThatOnlyWaitsForItsAcknowledgementDoesNotWearItsStreamOut() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.arrive("a", 1).burst("b", 2);
        rig.allDone();
        // The highest waits, finished, for the answer about the lower one.
        rig.burst("b", 2).burst("b", 2);

        rig.pass(1000);

        assertThat(rig.actions).isEmpty();
    }

    @Test
    void aDrainReadsOnAfterAPause() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.burst("a", 1);

        rig.engine.drain(rig.now, 10_000);
        rig.pass(999);
        assertThat(rig.actions).containsExactly("pause 0");
        rig.pass(1);

        assertThat(rig.actions).containsExactly("pause 0", "resume 0");
    }
}
