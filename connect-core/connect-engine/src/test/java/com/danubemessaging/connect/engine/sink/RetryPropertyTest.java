package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A record is tried so often and no more, after its backoff and not before; not being tried costs nothing. */
class RetryPropertyTest {

    @Property(tries = 200)
    void aRecordIsTriedOnceAndThenAsOftenAsRetriesAreAllowed(
            @ForAll @IntRange(max = 6) int maxRetries, @ForAll @IntRange(max = 10) int failures) {
        SinkRig rig = new SinkRig(SinkRig.options(8, 1 << 20, 1, 100, maxRetries)).withPartition();
        rig.burst("a", 1);

        int tries = 0;
        while (rig.deadLetters.isEmpty() && rig.acks.isEmpty()) {
            assertThat(rig.batches).as("after %d tries", tries).hasSize(tries + 1);
            tries++;
            rig.returned(tries <= failures ? Outcome.RETRY : Outcome.DONE);
            rig.pass(1000);
        }

        boolean isGivenUp = failures > maxRetries;
        assertThat(tries).isEqualTo(isGivenUp ? maxRetries + 1 : failures + 1);
        assertThat(rig.deadLetters).hasSize(isGivenUp ? 1 : 0);
        assertThat(rig.engine.counters().retries()).isEqualTo(Math.min(failures, maxRetries));
    }

    @Property(tries = 200)
    void aRetryLeavesWithinItsBackoffAndNeverBefore(@ForAll @IntRange(min = 1, max = 40) int retries) {
        SinkRig rig = new SinkRig(SinkRig.options(8, 1 << 20, 1, 100, retries)).withPartition();
        rig.burst("a", 1);

        for (int retry = 1; retry <= retries; retry++) {
            rig.returned(Outcome.RETRY);
            SinkEvent.Retrying said = (SinkEvent.Retrying) rig.events.get(rig.events.size() - 1);
            assertThat(said.delayMillis()).isBetween(500L, 1000L);
            rig.pass(said.delayMillis() - 1);
            assertThat(rig.batches).as("before its delay").hasSize(retry);
            rig.pass(1);
            assertThat(rig.batches).as("after its delay").hasSize(retry + 1);
        }
    }

    @Property(tries = 200)
    void notBeingTriedCostsNoAttempt(@ForAll @Size(max = 12) List<Boolean> areTried) {
        int failures = (int) areTried.stream().filter(tried -> tried).count();
        SinkRig rig = new SinkRig(SinkRig.options(8, 1 << 20, 1, 100, failures)).withPartition();
        rig.burst("a", 1, 2);

        for (boolean isTried : areTried) {
            Outcome[] outcomes = new Outcome[rig.lastBatch().records().size()];
            Arrays.fill(outcomes, Outcome.NOT_ATTEMPTED);
            outcomes[0] = isTried ? Outcome.RETRY : Outcome.NOT_ATTEMPTED;
            rig.returned(outcomes);
            rig.pass(1000);
            assertThat(rig.lastBatch().records()).startsWith("a:1");
        }
        Outcome[] outcomes = new Outcome[rig.lastBatch().records().size()];
        Arrays.fill(outcomes, Outcome.NOT_ATTEMPTED);
        outcomes[0] = Outcome.DONE;
        rig.returned(outcomes);

        // The second was never tried until now, and has all its retries still.
        for (int i = 0; i < failures; i++) {
            assertThat(rig.lastBatch().records()).containsExactly("a:2");
            rig.returned(Outcome.RETRY);
            rig.pass(1000);
        }
        rig.allDone();

        assertThat(rig.deadLetters).isEmpty();
        assertThat(rig.engine.counters().retries()).isEqualTo(2L * failures);
        assertThat(rig.engine.counters().written()).isEqualTo(2);
    }

    @Property(tries = 200)
    void aRecordThatFailsHoldsBackNoOtherLane(@ForAll @IntRange(min = 2, max = 30) int lanes, @ForAll int which) {
        SinkRig rig = new SinkRig(SinkRig.options(100, 1 << 20, 1, 100, 5)).withPartition();
        for (int i = 0; i < lanes; i++) {
            rig.arrive("k" + i, i + 1);
        }
        rig.engine.flush(rig.now);
        Outcome[] outcomes = new Outcome[lanes];
        Arrays.fill(outcomes, Outcome.DONE);
        int failed = Math.floorMod(which, lanes);
        outcomes[failed] = Outcome.RETRY;
        rig.returned(outcomes);

        for (int i = 0; i < lanes; i++) {
            rig.arrive("k" + i, lanes + i + 1);
        }
        rig.engine.flush(rig.now);

        assertThat(rig.lastBatch().records()).hasSize(lanes - 1).noneMatch(r -> r.startsWith("k" + failed + ":"));
    }
}
