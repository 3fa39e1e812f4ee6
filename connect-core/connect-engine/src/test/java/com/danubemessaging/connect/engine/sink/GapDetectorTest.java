package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GapDetectorTest {

    private static final long UNKNOWN = PartitionOptions.UNKNOWN;

    private final List<SinkEvent> events = new ArrayList<>();
    private final Totals totals = new Totals();

    private GapDetector detector(long mark, long seen) {
        return new GapDetector(Readers.ONE, mark, seen, 0, totals);
    }

    /** What the next arrival says is skipped before it, certain or not. */
    private long skippedBefore(GapDetector gaps, long offset, long now) {
        long before = totals.gapRecords + totals.uncertainGapRecords;
        gaps.arrived(0, offset, now, events::add);
        return totals.gapRecords + totals.uncertainGapRecords - before;
    }

    @Test
    void theFirstDeliveryWithoutAMarkIsNoGap() {
        assertThat(skippedBefore(detector(-1, UNKNOWN), 100, 0)).isZero();
    }

    @Test
    void aJumpIsAGapOnceReported() {
        GapDetector gaps = detector(-1, UNKNOWN);
        gaps.arrived(0, 1, 0, events::add);

        assertThat(skippedBefore(gaps, 5, 40_000)).isEqualTo(3);
        assertThat(skippedBefore(gaps, 6, 40_000)).isZero();

        assertThat(events).containsExactly(new SinkEvent.Gap(0, 2, 4, true));
        assertThat(totals.gapRecords).isEqualTo(3);
    }

    @Test
    void aJumpFromTheMarkOfAKilledRunIsReportedButNotCertain() {
        detector(9, UNKNOWN).arrived(0, 12, 0, events::add);

        assertThat(events).containsExactly(new SinkEvent.Gap(0, 10, 11, false));
        assertThat(totals.uncertainGapRecords).isEqualTo(2);
        assertThat(totals.gapRecords).isZero();
    }

    @Test
    void aJumpFromTheMarkOfARunThatSaidHowFarItGotIsCertain() {
        detector(9, 9).arrived(0, 12, 0, events::add);

        assertThat(events).containsExactly(new SinkEvent.Gap(0, 10, 11, true));
    }

    @Test
    void aJumpOverWhatTheEarlierRunWasGivenAndMoreIsCertainAboveIt() {
        detector(9, 14).arrived(0, 20, 0, events::add);

        assertThat(events).containsExactly(new SinkEvent.Gap(0, 10, 14, false), new SinkEvent.Gap(0, 15, 19, true));
        assertThat(totals.uncertainGapRecords).isEqualTo(5);
        assertThat(totals.gapRecords).isEqualTo(5);
    }

    @Test
    void aJumpMeansNothingWhereOthersRead() {
        GapDetector gaps = new GapDetector(Readers.SEVERAL, 9, 9, 0, totals);

        assertThat(skippedBefore(gaps, 12, 0)).isZero();
        assertThat(events).isEmpty();
    }

    @Test
    void whatAnotherConsumerOfThisNameMayHaveHadIsNotCertainForHalfAMinute() {
        GapDetector gaps = detector(-1, UNKNOWN);
        gaps.arrived(0, 1, 0, events::add);
        gaps.arrived(0, 2, 50_000, events::add);

        gaps.othersHaveRead();
        gaps.arrived(0, 5, 60_000, events::add);
        gaps.arrived(0, 8, 89_999, events::add);
        gaps.arrived(0, 11, 90_000, events::add);

        assertThat(events)
                .containsExactly(
                        new SinkEvent.Gap(0, 3, 4, false),
                        new SinkEvent.Gap(0, 6, 7, false),
                        new SinkEvent.Gap(0, 9, 10, true));
    }

    @Test
    void aStreamThatIsOpenedAgainBeforeTheRunHasSettledBeginsToSettleAnew() {
        GapDetector gaps = detector(-1, UNKNOWN);
        gaps.arrived(0, 1, 0, events::add);

        gaps.readingStops(29_999);
        gaps.reopened(50_000);
        gaps.arrived(0, 3, 79_999, events::add);
        gaps.arrived(0, 5, 80_000, events::add);
        gaps.readingStops(80_000);
        gaps.reopened(100_000);
        gaps.arrived(0, 7, 100_000, events::add);

        assertThat(events)
                .containsExactly(
                        new SinkEvent.Gap(0, 2, 2, false),
                        new SinkEvent.Gap(0, 4, 4, true),
                        new SinkEvent.Gap(0, 6, 6, true));
    }

    @Test
    void aPausedStreamDoesNotSettle() {
        GapDetector gaps = detector(-1, UNKNOWN);
        gaps.arrived(0, 1, 0, events::add);

        gaps.readingStops(10_000);
        gaps.readingStops(15_000);
        gaps.arrived(0, 3, 50_000, events::add);
        gaps.readingGoesOn(60_000);
        gaps.readingGoesOn(65_000);
        gaps.arrived(0, 5, 79_999, events::add);
        gaps.arrived(0, 7, 80_000, events::add);
        gaps.readingStops(80_000);
        gaps.readingGoesOn(90_000);
        gaps.arrived(0, 9, 90_000, events::add);

        assertThat(events)
                .containsExactly(
                        new SinkEvent.Gap(0, 2, 2, false),
                        new SinkEvent.Gap(0, 4, 4, false),
                        new SinkEvent.Gap(0, 6, 6, true),
                        new SinkEvent.Gap(0, 8, 8, true));
    }

    @Test
    void aRunWhoseFirstRecordCameInAPauseSettlesFromTheEndOfThePauseOn() {
        GapDetector gaps = detector(-1, UNKNOWN);

        gaps.readingStops(1_000);
        gaps.arrived(0, 1, 2_000, events::add);
        gaps.readingGoesOn(42_000);
        gaps.arrived(0, 3, 71_999, events::add);
        gaps.arrived(0, 5, 72_000, events::add);

        assertThat(events).containsExactly(new SinkEvent.Gap(0, 2, 2, false), new SinkEvent.Gap(0, 4, 4, true));
    }

    @Test
    void aRunThatEndsWithItsStreamClosedKeepsWhatEarlierRunsHadSeen() {
        GapDetector gaps = detector(0, 10);
        gaps.arrived(0, 6, 0, events::add);

        gaps.readingStops(20_000);

        assertThat(gaps.seen(6, 90_000)).isEqualTo(10);
    }

    @Test
    void howFarRunsGotIsUnknownUntilTheRunHasSettledAndThenWhatItWasGiven() {
        GapDetector gaps = detector(5, UNKNOWN);
        assertThat(gaps.seen(-1, 0)).isEqualTo(UNKNOWN);

        gaps.arrived(0, 6, 0, events::add);

        assertThat(gaps.seen(6, 29_999)).isEqualTo(UNKNOWN);
        assertThat(gaps.seen(6, 30_000)).isEqualTo(6);
    }

    @Test
    void howFarRunsGotIsTheHigherOfWhatIsKnown() {
        GapDetector gaps = detector(5, 10);
        assertThat(gaps.seen(-1, 0)).as("nothing was given to this run").isEqualTo(10);

        gaps.arrived(0, 6, 0, events::add);

        assertThat(gaps.seen(6, 1)).isEqualTo(10);
        assertThat(gaps.seen(12, 1)).isEqualTo(12);
        assertThat(gaps.seen(6, 30_000)).as("settled: nothing of then is left").isEqualTo(6);
    }

    @Test
    void aRecordThatComesAfterAllSplitsTheGap() {
        GapDetector gaps = detector(0, UNKNOWN);
        gaps.arrived(0, 10, 0, events::add);
        events.clear();

        gaps.seenAgain(0, 5, events::add);
        gaps.seenAgain(0, 5, events::add);
        gaps.seenAgain(0, 6, events::add);
        gaps.seenAgain(0, 1, events::add);
        gaps.seenAgain(0, 9, events::add);
        gaps.seenAgain(0, 0, events::add);
        gaps.seenAgain(0, 10, events::add);

        assertThat(events)
                .containsExactly(
                        new SinkEvent.GapFilled(0, 5, false),
                        new SinkEvent.GapFilled(0, 6, false),
                        new SinkEvent.GapFilled(0, 1, false),
                        new SinkEvent.GapFilled(0, 9, false));
    }

    @Test
    void remembersTheLatestSixtyFourGaps() {
        GapDetector gaps = detector(-1, 0);
        for (int i = 0; i <= 65; i++) {
            gaps.arrived(0, 1 + 2 * i, 0, events::add);
        }
        events.clear();

        gaps.seenAgain(0, 2, events::add);
        assertThat(events).as("of the first of 65 gaps").isEmpty();
        gaps.seenAgain(0, 4, events::add);

        assertThat(events).containsExactly(new SinkEvent.GapFilled(0, 4, true));
    }

    @Test
    void aCountThatStartsAnewForgetsTheGapsOfTheOldOne() {
        GapDetector gaps = detector(-1, 0);
        gaps.arrived(0, 1, 0, events::add);
        gaps.arrived(0, 5, 0, events::add);
        gaps.restart(events::add);
        events.clear();

        gaps.seenAgain(0, 3, events::add);

        assertThat(events).isEmpty();
    }

    @Test
    void aCountThatStartsAnewIsExpectedToStartAtZero() {
        GapDetector gaps = detector(-1, 0);
        gaps.arrived(0, 50, 0, events::add);

        gaps.restart(events::add);

        assertThat(skippedBefore(gaps, 3, 90_000)).isEqualTo(3);
        assertThat(skippedBefore(gaps, 6, 90_001)).isEqualTo(2);
        assertThat(events).containsExactly(new SinkEvent.Gap(0, 0, 2, false), new SinkEvent.Gap(0, 4, 5, false));
    }

    private GapDetector patient() {
        GapDetector gaps = new GapDetector(Readers.ONE, -1, UNKNOWN, 1000, totals);
        gaps.arrived(0, 1, -40_000, events::add);
        return gaps;
    }

    @Test
    void aRecordThatComesLateWasNotSkipped() {
        GapDetector gaps = patient();
        gaps.arrived(0, 3, 0, events::add);

        gaps.seenAgain(0, 2, events::add);
        gaps.confirm(60_000, events::add);

        assertThat(events).isEmpty();
        assertThat(totals.gapRecords).isZero();
        assertThat(gaps.hasUnconfirmed()).isFalse();
    }

    @Test
    void aRecordThatHasNotComeForAWhileWasSkipped() {
        GapDetector gaps = patient();
        gaps.arrived(0, 3, 0, events::add);

        gaps.confirm(999, events::add);
        assertThat(events).isEmpty();
        gaps.confirm(1000, events::add);

        assertThat(events).containsExactly(new SinkEvent.Gap(0, 2, 2, true));
        assertThat(totals.gapRecords).isEqualTo(1);
        assertThat(gaps.hasUnconfirmed()).isFalse();
    }

    @Test
    void aLaterJumpTellsOfTheEarlierOne() {
        GapDetector gaps = patient();
        gaps.arrived(0, 3, 0, events::add);

        gaps.arrived(0, 5, 1500, events::add);

        assertThat(events).containsExactly(new SinkEvent.Gap(0, 2, 2, true));
        assertThat(gaps.hasUnconfirmed()).isTrue();
    }

    @Test
    void whatComesLateOutOfTheMiddleLeavesTheRest() {
        GapDetector gaps = patient();
        gaps.arrived(0, 7, 0, events::add);
        gaps.arrived(0, 9, 500, events::add);

        gaps.seenAgain(0, 4, events::add);
        gaps.confirm(1000, events::add);

        assertThat(events).containsExactly(new SinkEvent.Gap(0, 2, 3, true), new SinkEvent.Gap(0, 5, 6, true));
        gaps.confirm(1500, events::add);
        assertThat(events).hasSize(3).endsWith(new SinkEvent.Gap(0, 8, 8, true));
    }

    @Test
    void aRecordThatComesAfterItWasTakenForSkippedIsToldToo() {
        GapDetector gaps = patient();
        gaps.arrived(0, 3, 0, events::add);
        gaps.confirm(1000, events::add);

        gaps.seenAgain(0, 2, events::add);

        assertThat(events).endsWith(new SinkEvent.GapFilled(0, 2, true));
    }

    @Test
    void ofVeryManyJumpsTheOldestAreToldAtOnce() {
        GapDetector gaps = patient();

        for (int i = 1; i <= 1100; i++) {
            gaps.arrived(0, 1 + 2L * i, 0, events::add);
        }

        assertThat(events).hasSize(1100 - 1024).startsWith(new SinkEvent.Gap(0, 2, 2, true));
    }

    @Test
    void whatNoMarkIsBelowIsToldAtOnce() {
        GapDetector gaps = patient();
        gaps.restart(events::add);

        gaps.arrived(0, 3, 0, events::add);

        assertThat(events).containsExactly(new SinkEvent.Gap(0, 0, 2, false));
        assertThat(gaps.hasUnconfirmed()).isFalse();
    }

    @Test
    void whatHasNotComeWhenTheBrokerCountsAnewIsTold() {
        GapDetector gaps = patient();
        gaps.arrived(0, 3, 0, events::add);

        gaps.restart(events::add);

        assertThat(events).containsExactly(new SinkEvent.Gap(0, 2, 2, true));
        assertThat(gaps.hasUnconfirmed()).isFalse();
    }
}
