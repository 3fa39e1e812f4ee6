package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** A drain ends, once, within its grace, and counts what it leaves unacknowledged. */
class DrainPropertyTest {

    @Provide
    Arbitrary<List<SinkMove>> anything() {
        return SinkMove.scripts();
    }

    /** Listens for the end of the drain, after which nothing may be asked for. */
    private static final class Draining extends SinkHistory {

        boolean isDrained;

        Draining() {
            super(SinkHistory.options(12, 1 << 20, 2, 5));
        }

        @Override
        public void drained(int unacknowledged) {
            assertThat(isDrained).as("drained before").isFalse();
            assertThat(unacknowledged).isEqualTo(held.size());
            isDrained = true;
            super.drained(unacknowledged);
        }

        private void nothingAfterTheEnd() {
            assertThat(isDrained).as("the drain is over").isFalse();
        }

        @Override
        public void deliver(int task, long batchId, int subscription, List<String> records) {
            nothingAfterTheEnd();
            super.deliver(task, batchId, subscription, records);
        }

        @Override
        public void ack(Delivery<String> delivery) {
            nothingAfterTheEnd();
            super.ack(delivery);
        }

        @Override
        public void deadLetter(Delivery<String> delivery, GiveUp reason, @Nullable Throwable cause) {
            nothingAfterTheEnd();
            super.deadLetter(delivery, reason, cause);
        }

        @Override
        public void openStream(int partition) {
            assertThat(actions).as("draining").doesNotContain("drain");
            super.openStream(partition);
        }
    }

    @Property(tries = 250)
    void aDrainEndsWithinItsGraceAndCountsEverythingUnacknowledged(
            @ForAll("anything") List<SinkMove> before,
            @ForAll("anything") List<SinkMove> after,
            @ForAll @IntRange(max = 40_000) int grace) {
        Draining history = new Draining();
        history.play(before);
        Set<String> cameBefore = Set.copyOf(history.came.keySet());
        history.actions.add("drain");
        history.engine.drain(history.now, grace);

        history.play(after);
        history.pass(grace);

        assertThat(history.isDrained).isTrue();
        assertThat(history.ended.keySet()).as("ended of what came before").isSubsetOf(cameBefore);
    }

    @Property(tries = 200)
    void aDrainInWhichEverythingGoesWellLeavesNothing(@ForAll("anything") List<SinkMove> before) {
        Draining history = new Draining();
        history.play(before);
        history.actions.add("drain");
        history.engine.drain(history.now, 3_600_000);

        for (int round = 0; round < 300 && !history.isDrained; round++) {
            history.goWell();
        }

        assertThat(history.isDrained).isTrue();
        assertThat(history.unfinished()).isEmpty();
    }
}
