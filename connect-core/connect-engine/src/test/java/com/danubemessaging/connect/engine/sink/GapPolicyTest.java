package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.engine.Backoff;
import org.junit.jupiter.api.Test;

/** Where a gap is to stop the engine, only one that is certain does. */
class GapPolicyTest {

    private static SinkRig stopping(long mark, long seen) {
        return stopping(mark, seen, 0);
    }

    private static SinkRig stopping(long mark, long seen, long gapConfirmMillis) {
        return stopping(new PartitionOptions(0, Readers.ONE, true, mark, seen), gapConfirmMillis);
    }

    /** One that may read at times, while others stand by. */
    private static SinkRig oneAtATime(long gapConfirmMillis) {
        return stopping(
                new PartitionOptions(
                        0, Readers.ONE_AT_A_TIME, true, PartitionOptions.UNKNOWN, PartitionOptions.UNKNOWN),
                gapConfirmMillis);
    }

    /** The same, which has read and acknowledged record 6 long enough ago to have settled. */
    private static SinkRig settledOneAtATime(long gapConfirmMillis) {
        SinkRig rig = oneAtATime(gapConfirmMillis);
        rig.burst("a", 6);
        rig.allDone();
        rig.answer(6, AckAnswer.OK);
        rig.pass(30_000);
        return rig;
    }

    private static SinkRig stopping(PartitionOptions partition, long gapConfirmMillis) {
        SinkOptions options = new SinkOptions(
                1,
                100,
                1 << 20,
                0,
                20,
                2,
                new Backoff(1000, 1000),
                new Backoff(250, 1000),
                new Backoff(100, 100),
                SinkOptions.InvalidPolicy.DEAD_LETTER,
                SinkOptions.GapPolicy.STOP,
                8,
                1 << 20,
                1000,
                20_000,
                10_000,
                60_000,
                300_000,
                10_000,
                gapConfirmMillis);
        SinkRig rig = new SinkRig(options);
        rig.engine.addPartition(partition);
        return rig;
    }

    @Test
    void whatAKilledRunMayHaveAcknowledgedStopsNothing() {
        SinkRig rig = stopping(5, PartitionOptions.UNKNOWN);

        rig.burst("a", 700);

        assertThat(rig.actions).isEmpty();
        assertThat(rig.batches).hasSize(1);
        assertThat(rig.engine.counters().uncertainGapRecords()).isEqualTo(694);
        assertThat(rig.engine.counters().gapRecords()).isZero();
    }

    @Test
    void whatTheBrokerSkippedAfterACleanEndStops() {
        SinkRig rig = stopping(5, 5);

        rig.burst("a", 8);

        assertThat(rig.actions).containsExactly("stopped GAP");
        assertThat(rig.batches).isEmpty();
    }

    @Test
    void whatTheBrokerSkippedOnceTheRunHasSettledStops() {
        SinkRig rig = stopping(5, PartitionOptions.UNKNOWN);
        rig.burst("a", 6);
        rig.allDone();
        rig.answer(6, AckAnswer.OK);
        rig.pass(30_000);

        rig.burst("a", 8);

        assertThat(rig.actions).containsExactly("stopped GAP");
    }

    @Test
    void whatAnotherConsumerOfTheNameMayHaveHadStopsNothing() {
        SinkRig rig = stopping(5, 5);
        rig.burst("a", 6);
        rig.allDone();
        rig.answer(6, AckAnswer.OK);
        rig.streamTaken();

        rig.burst("a", 9);

        assertThat(rig.actions).isEmpty();
        assertThat(rig.engine.counters().uncertainGapRecords()).isEqualTo(2);
    }

    @Test
    void aRunThatEndsSaysHowFarItGot() {
        SinkRig rig = stopping(5, 5);
        assertThat(rig.engine.seen(0, rig.now)).isEqualTo(5);

        rig.burst("a", 6).burst("a", 7);

        assertThat(rig.engine.seen(0, rig.now)).isEqualTo(7);
        assertThat(rig.engine.mark(0)).isEqualTo(5);
    }

    @Test
    void aRecordThatComesAFewPlacesLateStopsNothing() {
        SinkRig rig = stopping(5, 5, 1000);
        rig.burst("a", 6, 9);
        rig.pass(300);

        rig.burst("b", 7, 8);
        rig.pass(5_000);

        assertThat(rig.actions).isEmpty();
        assertThat(rig.engine.counters().gapRecords()).isZero();
    }

    @Test
    void aRecordThatDoesNotComeWithinAWhileStopsWithoutFurtherArrivals() {
        SinkRig rig = stopping(5, 5, 1000);
        rig.burst("a", 6, 8);
        assertThat(rig.actions).isEmpty();

        rig.pass(2_000);

        assertThat(rig.actions).containsExactly("stopped GAP");
        assertThat(rig.engine.counters().gapRecords()).isEqualTo(1);
    }

    @Test
    void whatHasNotComeAtTheEndIsCountedAndChangesTheEndNoMore() {
        SinkRig rig = stopping(5, 5, 1000);
        rig.burst("a", 6, 8);
        rig.allDone();
        rig.answer(6, AckAnswer.OK);
        rig.answer(8, AckAnswer.OK);
        assertThat(rig.engine.mark(0))
                .as("what a run after a kill begins above, to miss it too")
                .isEqualTo(6);

        rig.engine.drain(rig.now, 1000);

        assertThat(rig.actions).contains("drained 0").doesNotContain("stopped GAP");
        assertThat(rig.events).contains(new SinkEvent.Gap(0, 7, 7, true));
    }

    @Test
    void aJumpWithinAStreamStopsAlsoWhereOthersStandBy() {
        SinkRig rig = settledOneAtATime(0);

        rig.burst("a", 8);

        assertThat(rig.actions).contains("stopped GAP");
        assertThat(rig.engine.counters().gapRecords()).isEqualTo(1);
    }

    @Test
    void aJumpSoonAfterAStreamBeganIsNotCertainWhereOthersStandBy() {
        SinkRig rig = oneAtATime(0);

        rig.burst("a", 6, 8);

        assertThat(rig.actions).isEmpty();
        assertThat(rig.engine.counters().uncertainGapRecords()).isEqualTo(1);
    }

    @Test
    void whatOthersReadBetweenTwoStreamsIsNoGapWhereTheyStandBy() {
        SinkRig rig = settledOneAtATime(0);

        rig.streamMoved();
        rig.burst("a", 5000);

        assertThat(rig.engine.counters().gapRecords()).isZero();
        assertThat(rig.engine.counters().uncertainGapRecords()).isZero();
        rig.allDone();
        rig.answer(5000, AckAnswer.OK);
        rig.pass(30_000);
        rig.burst("a", 5002);
        assertThat(rig.engine.counters().gapRecords())
                .as("of the new stream, once it has settled")
                .isEqualTo(1);
    }

    @Test
    void whatMayStillComeLateIsNoCertainGapIfTheStreamEndsWhereOthersStandBy() {
        SinkRig rig = settledOneAtATime(1000);
        rig.burst("a", 8);

        rig.streamMoved();
        rig.pass(2_000);

        assertThat(rig.actions).doesNotContain("stopped GAP");
        assertThat(rig.engine.counters().uncertainGapRecords()).isEqualTo(1);
        assertThat(rig.engine.counters().gapRecords()).isZero();
    }

    @Test
    void aJumpSoonAfterAnotherStreamBeganIsNotCertainWhereOthersStandBy() {
        SinkRig rig = settledOneAtATime(0);

        rig.streamMoved();
        rig.burst("a", 5000, 5002);

        assertThat(rig.actions).doesNotContain("stopped GAP");
        assertThat(rig.engine.counters().uncertainGapRecords()).isEqualTo(1);
        assertThat(rig.engine.counters().gapRecords()).isZero();
    }

    @Test
    void whatHasNotComeWhenItStopsForAnotherReasonIsCounted() {
        SinkRig rig = stopping(5, 5, 1000);
        rig.burst("a", 6, 8);

        rig.failed(BatchFailure.FATAL);

        assertThat(rig.actions).containsExactly("stopped FATAL");
        assertThat(rig.engine.counters().gapRecords()).isEqualTo(1);
    }
}
