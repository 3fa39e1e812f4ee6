package com.danubemessaging.connect.engine.sink;

import static com.danubemessaging.connect.engine.sink.Outcome.DONE;
import static com.danubemessaging.connect.engine.sink.Outcome.INVALID;
import static com.danubemessaging.connect.engine.sink.Outcome.NOT_ATTEMPTED;
import static com.danubemessaging.connect.engine.sink.Outcome.RETRY;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A lane keeps its order whatever fails, and fails alone. */
class OrderTest {

    @Test
    void aRecordThatArrivesWhileItsLaneIsBlockedStaysBehindThoseStillInTheQueue() {
        SinkRig rig = new SinkRig(SinkRig.options(100, 1 << 20, 1, 2, 5)).withPartition();
        rig.burst("a", 1, 2);
        rig.arrive("b", 3).arrive("b", 4).burst("a", 5);
        rig.returned(RETRY, NOT_ATTEMPTED);

        // b:3 and b:4 are at the task, a:5 is in the queue, the lane of a is blocked.
        rig.burst("a", 6);
        rig.returned(DONE, DONE);
        rig.pass(1500);
        rig.returned(DONE, DONE);

        assertThat(rig.batches.get(2).records()).containsExactly("a:1", "a:2");
        assertThat(rig.batches.get(3).records()).containsExactly("a:5", "a:6");
    }

    @Test
    void anUntriedRecordBeforeOneToRetryGoesFirstTheNextTime() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.burst("a", 1, 2, 3);

        rig.returned(NOT_ATTEMPTED, RETRY, NOT_ATTEMPTED);
        rig.pass(1500);

        assertThat(rig.lastBatch().records()).containsExactly("a:1", "a:2", "a:3");
    }

    @Test
    void aRetryHoldsBackItsOwnLaneOnly() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.arrive("a", 1).arrive("b", 2).burst("a", 3);

        rig.returned(RETRY, DONE, NOT_ATTEMPTED);
        rig.burst("b", 4);

        assertThat(rig.lastBatch().records()).containsExactly("b:4");
    }

    @Test
    void recordsBehindAnInvalidOneWaitForItsDeadLetter() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.burst("a", 1, 2);
        rig.returned(INVALID, NOT_ATTEMPTED);
        assertThat(rig.batches).hasSize(1);

        rig.engine.deadLetterStored(rig.deadLetters.get(0), rig.now);

        assertThat(rig.lastBatch().records()).containsExactly("a:2");
    }

    @Test
    void aDoneBehindARetryIsAcceptedAndCounted() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.burst("a", 1, 2);

        rig.returned(RETRY, DONE);

        assertThat(rig.engine.counters().orderViolations()).isEqualTo(1);
        assertThat(rig.engine.counters().written()).isEqualTo(1);
        assertThat(rig.acks).isEmpty();
    }

    @Test
    void retriesEndInTheDeadLetterTopic() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.burst("a", 1);

        for (int i = 0; i < 3; i++) {
            rig.returned(RETRY);
            rig.pass(1500);
        }

        assertThat(rig.deadLetters).singleElement().satisfies(letter -> assertThat(letter.attempts())
                .isEqualTo(3));
        assertThat(rig.acks).isEmpty();
    }

    @Test
    void anotherNumberOfOutcomesStopsTheEngine() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.burst("a", 1, 2);

        rig.returned(DONE);

        assertThat(rig.actions).containsExactly("stopped BROKEN_CONNECTOR");
        assertThat(rig.acks).isEmpty();
    }
}
