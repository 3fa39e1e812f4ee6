package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.engine.Backoff;
import org.junit.jupiter.api.Test;

/** What becomes of a record that is given up: skipped, stopped at, or a dead letter that may be refused itself. */
class InvalidPolicyTest {

    private static SinkRig rig(SinkOptions.InvalidPolicy policy, int maxRetries) {
        Tuned options = new Tuned();
        options.invalidPolicy = policy;
        options.maxRetries = maxRetries;
        return options.rig();
    }

    @Test
    void aSkippedRecordIsCountedReportedAndAcknowledged() {
        SinkRig rig = rig(SinkOptions.InvalidPolicy.SKIP, 2);
        rig.burst("a", 1);

        rig.returned(Outcome.INVALID);

        assertThat(rig.engine.counters().skipped()).isEqualTo(1);
        assertThat(rig.events).containsExactly(new SinkEvent.Skipped(0, 1, SinkPort.GiveUp.INVALID, null));
        assertThat(rig.ackOffsets()).containsExactly(1L);
    }

    @Test
    void aStopLeavesTheRecordUnacknowledgedAndNotWhatWasWrittenBesideIt() {
        SinkRig rig = rig(SinkOptions.InvalidPolicy.STOP, 2);
        rig.arrive("a", 1).arrive("b", 2).burst("c", 3);

        rig.returned(Outcome.DONE, Outcome.INVALID, Outcome.DONE);

        assertThat(rig.actions).containsExactly("stopped INVALID_RECORD");
        assertThat(rig.ackOffsets()).containsExactly(1L);
    }

    @Test
    void aStopNamesTheFirstReason() {
        StringBuilder details = new StringBuilder();
        Tuned options = new Tuned();
        options.invalidPolicy = SinkOptions.InvalidPolicy.STOP;
        options.maxRetries = 0;
        SinkRig rig = new SinkRig(options.build()) {
            @Override
            public void stopped(SinkEvent.StopReason reason, String detail, Throwable cause) {
                details.append(detail);
            }
        }.withPartition();
        rig.arrive("a", 1).burst("b", 2);

        rig.returned(Outcome.RETRY, Outcome.INVALID);

        assertThat(details).contains("RETRIES_EXHAUSTED").doesNotContain("INVALID)");
    }

    @Test
    void aRecordThatMadeItsBatchFailStopsTheEngineToo() {
        SinkRig rig = rig(SinkOptions.InvalidPolicy.STOP, 0);
        rig.burst("a", 1);

        rig.failed(BatchFailure.SUSPECT_RECORD);

        assertThat(rig.actions).containsExactly("stopped INVALID_RECORD");
    }

    @Test
    void aDeadLetterThatIsRefusedForGoodStopsTheEngine() {
        SinkRig rig = rig(SinkOptions.InvalidPolicy.DEAD_LETTER, 2);
        rig.burst("a", 1);
        rig.returned(Outcome.INVALID);

        rig.engine.deadLetterFailed(
                rig.deadLetters.get(0), true, "no such right", SinkPort.GiveUp.INVALID, null, rig.now);

        assertThat(rig.actions).containsExactly("stopped DEAD_LETTER_REFUSED");
        assertThat(rig.acks).isEmpty();
    }

    @Test
    void aDeadLetterThatFailsForAWhileIsRepeatedAtGrowingIntervals() {
        Tuned options = new Tuned();
        options.probeBackoff = new Backoff(250, 60_000);
        SinkRig rig = options.rig();
        rig.burst("a", 1);
        rig.returned(Outcome.INVALID);

        long[] waits = new long[6];
        for (int i = 0; i < waits.length; i++) {
            rig.engine.deadLetterFailed(rig.deadLetters.get(0), false, "away", SinkPort.GiveUp.INVALID, null, rig.now);
            long begun = rig.now;
            while (rig.deadLetters.size() < i + 2) {
                rig.pass(25);
            }
            waits[i] = rig.now - begun;
        }

        assertThat(waits[0]).isBetween(125L, 400L);
        assertThat(waits[5]).isBetween(4000L, 12_100L);
    }

    @Test
    void aDeadLetterThatFailedIsNotRepeatedOnceTheGraceIsOver() {
        SinkRig rig = rig(SinkOptions.InvalidPolicy.DEAD_LETTER, 2);
        rig.burst("a", 1);
        rig.returned(Outcome.INVALID);
        rig.engine.deadLetterFailed(rig.deadLetters.get(0), false, "away", SinkPort.GiveUp.INVALID, null, rig.now);
        rig.engine.drain(rig.now, 1);

        // Both are due: the end of the drain, and after it the next attempt.
        rig.engine.onTimer(rig.now + 60_000);

        assertThat(rig.actions).containsExactly("pause 0", "drained 1");
        assertThat(rig.deadLetters).hasSize(1);
    }

    @Test
    void aDoneBehindARetryIsReported() {
        SinkRig rig = rig(SinkOptions.InvalidPolicy.DEAD_LETTER, 2);
        rig.burst("a", 1, 2);

        rig.returned(Outcome.RETRY, Outcome.DONE);

        assertThat(rig.events).contains(new SinkEvent.OrderViolation(0, 0, 2));
    }
}
