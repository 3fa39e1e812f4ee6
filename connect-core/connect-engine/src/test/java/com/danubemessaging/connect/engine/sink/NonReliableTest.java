package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A topic that does not count its records: nothing is acknowledged, and nothing is kept for it. */
class NonReliableTest {

    private static SinkRig nonReliable() {
        SinkRig rig = new Tuned().rig();
        rig.arrive("a", 0).arrive("b", 0);
        assertThat(rig.events).containsExactly(new SinkEvent.NonReliable(0));
        return rig;
    }

    @Test
    void whatIsDoneIsForgottenWithoutAnAcknowledgement() {
        SinkRig rig = nonReliable();
        rig.engine.flush(rig.now);

        rig.allDone();

        assertThat(rig.acks).isEmpty();
        assertThat(rig.engine.heldRecords()).isZero();
        assertThat(rig.engine.counters().written()).isEqualTo(2);
    }

    @Test
    void aRecordIsForgottenAfterThoseBeforeItInItsLane() {
        SinkRig rig = nonReliable();
        rig.engine.arrived(0, "a", 0, 77, 10, "a:later", rig.now);
        rig.engine.flush(rig.now);

        rig.returned(Outcome.INVALID, Outcome.DONE, Outcome.NOT_ATTEMPTED);
        assertThat(rig.engine.heldRecords())
                .as("the bad one, and the one behind it")
                .isEqualTo(2);
        rig.engine.deadLetterStored(rig.deadLetters.get(0), rig.now);
        assertThat(rig.engine.heldRecords()).isEqualTo(1);
        rig.allDone();

        assertThat(rig.engine.heldRecords()).isZero();
    }

    @Test
    void aDrainEndsWithTheLastBatch() {
        SinkRig rig = nonReliable();
        rig.engine.flush(rig.now);
        rig.engine.drain(rig.now, 10_000);

        rig.allDone();

        assertThat(rig.actions).containsExactly("pause 0", "drained 0");
    }

    @Test
    void aDrainEndsWithTheLastDeadLetter() {
        SinkRig rig = nonReliable();
        rig.engine.flush(rig.now);
        rig.engine.drain(rig.now, 10_000);
        rig.returned(Outcome.DONE, Outcome.INVALID);
        assertThat(rig.actions).containsExactly("pause 0");

        rig.engine.deadLetterStored(rig.deadLetters.get(0), rig.now);

        assertThat(rig.actions).containsExactly("pause 0", "drained 0");
    }
}
