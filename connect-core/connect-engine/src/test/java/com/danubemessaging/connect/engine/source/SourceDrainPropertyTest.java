package com.danubemessaging.connect.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.engine.source.SourceHistory.Move;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Quiesce and drain: nobody waits for ever, and what did not end is counted. */
class SourceDrainPropertyTest {

    @Provide
    Arbitrary<List<Move>> anything() {
        return SourceHistory.scripts();
    }

    @Provide
    Arbitrary<List<Move>> patient() {
        return SourceHistory.patientScripts();
    }

    /** Listens for the end of the drain, after which nothing may be asked for. */
    private static class Draining extends SourceHistory {

        boolean isDrained;

        /** How many ended as WITHDRAWN or UNKNOWN. */
        int lost;

        Draining() {
            super(5, 10);
        }

        @Override
        public void settled(Emission<String> emission, Settlement settlement) {
            lost += settlement.isFinal() ? 0 : 1;
            super.settled(emission, settlement);
        }

        @Override
        public void drained(int unsettled) {
            assertThat(isDrained).as("drained before").isFalse();
            assertThat(endings.keySet()).as("ended").isEqualTo(emitted.keySet());
            assertThat(unsettled).isLessThanOrEqualTo(lost);
            isDrained = true;
            super.drained(unsettled);
        }

        @Override
        public void publish(Emission<String> emission) {
            assertThat(isDrained).as("the drain is over").isFalse();
            super.publish(emission);
        }

        @Override
        public void commit(List<Emission<String>> heads) {
            assertThat(isDrained).as("the drain is over").isFalse();
            super.commit(heads);
        }
    }

    @Property(tries = 250)
    void aDrainEndsOnceWithinItsGraceWithEveryRecordEnded(
            @ForAll("anything") List<Move> before,
            @ForAll("anything") List<Move> after,
            @ForAll @IntRange(max = 10_000) int grace) {
        Draining history = new Draining();
        history.play(before);
        history.engine.drain(history.now, grace);

        history.play(after);
        history.pass(grace);

        assertThat(history.isDrained).isTrue();
        assertThat(history.endings.keySet()).isEqualTo(history.emitted.keySet());
    }

    @Property(tries = 200)
    void aDrainWithoutGraceCountsExactlyWhatWasAdmittedAndHadNotEnded(@ForAll("patient") List<Move> before) {
        Draining history = new Draining();
        history.play(before);
        int open = history.emitted.size() - history.endings.size() - history.engine.waitingRecords();

        history.engine.drain(history.now, 0);
        history.pass(0);

        assertThat(history.actions).endsWith("drained " + open);
    }

    @Property(tries = 200)
    void aDrainInWhichEverythingGoesWellLeavesNothingUnsettledOrUncommitted(@ForAll("patient") List<Move> before) {
        Draining history = new Draining();
        history.play(before);
        int waiting = history.engine.waitingRecords();
        int lostBefore = history.lost;
        history.engine.drain(history.now, 3_600_000);

        for (int round = 0; round < 300 && !history.isDrained; round++) {
            history.goWell();
        }

        assertThat(history.actions).endsWith("drained 0");
        assertThat(history.lost - lostBefore).as("only what waited for credit").isEqualTo(waiting);
    }

    @Property(tries = 200)
    void afterQuiesceNothingWaitsAndWhatComesIsWithdrawnWhileTheRestGoesOn(
            @ForAll("patient") List<Move> before, @ForAll("patient") List<Move> after) {
        Draining history = new Draining();
        history.play(before);
        int emittedBefore = history.emitted.size();
        history.engine.quiesce(history.now);
        assertThat(history.engine.waitingRecords()).isZero();
        int lostBefore = history.lost;

        history.play(after).finish();

        assertThat(history.lost - lostBefore).isEqualTo(history.emitted.size() - emittedBefore);
        SourceCounters counters = history.engine.counters();
        assertThat(counters.published() + counters.deadLettered())
                .isEqualTo(history.emitted.size() - (long) history.lost);
    }
}
