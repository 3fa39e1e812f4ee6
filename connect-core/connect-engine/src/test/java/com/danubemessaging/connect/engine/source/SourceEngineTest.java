package com.danubemessaging.connect.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Lanes, retry, deadlines, credit, commits and drain of a source. */
class SourceEngineTest {

    @Test
    void aLaneHasOnePublishInFlightAndOthersGoBesideIt() {
        SourceRig rig =
                SourceRig.small().emit("a", null, "a1").emit("a", null, "a2").emit("b", null, "b1");
        assertThat(rig.inFlight()).containsExactly("a1", "b1");

        rig.published("a1");

        assertThat(rig.inFlight()).containsExactly("b1", "a2");
    }

    @Test
    void aFailedPublishIsRepeatedBeforeTheNextOfItsLane() {
        SourceRig rig = SourceRig.small().emit("a", null, "a1").emit("a", null, "a2");

        for (int i = 0; i < 100; i++) {
            rig.failed("a1", PublishFailure.REFUSED);
            assertThat(rig.inFlight()).isEmpty();
            rig.pass(200);
            assertThat(rig.inFlight()).containsExactly("a1");
        }
        rig.published("a1");

        assertThat(rig.inFlight()).containsExactly("a2");
        assertThat(rig.actions).containsExactly("TopicDown", "TopicUp");
    }

    @Test
    void aRecordThatWasSurelyNotStoredIsWithdrawnAtItsDeadline() {
        SourceRig rig = SourceRig.small().emit("a", null, "a1", 2000);
        rig.failed("a1", PublishFailure.TRANSIENT);
        rig.pass(90);
        assertThat(rig.settled).isEmpty();

        SourceRig slow = SourceRig.small().emit("a", null, "a1").emit("a", null, "a2", 2000);
        slow.pass(1000);

        assertThat(slow.settled).containsExactly("a2 WITHDRAWN");
    }

    @Test
    void aRecordThatMayHaveBeenStoredIsUnknownAtItsDeadline() {
        SourceRig ambiguous = SourceRig.small().emit("a", null, "a1", 1040);
        ambiguous.failed("a1", PublishFailure.AMBIGUOUS);
        SourceRig inFlight = SourceRig.small().emit("a", null, "a1", 2000);

        ambiguous.pass(40);
        inFlight.pass(1000);

        assertThat(ambiguous.settled).containsExactly("a1 UNKNOWN");
        assertThat(inFlight.settled).containsExactly("a1 UNKNOWN");
    }

    @Test
    void aTopicThatIsAwayHoldsNothingOfWhatWasWithdrawn() {
        SourceRig rig = SourceRig.small().emit("a", null, "stuck");

        for (int i = 0; i < 1000; i++) {
            rig.emit("a", null, "r" + i, rig.now + 10);
            rig.pass(20);
        }

        assertThat(rig.engine.heldRecords()).isEqualTo(1);
        assertThat(rig.engine.waitingRecords()).isZero();
        assertThat(rig.engine.counters().withdrawn()).isEqualTo(1000);
    }

    @Test
    void commitsTheContiguousHeadOnly() {
        SourceRig rig =
                SourceRig.small().emit("a", "p", "1").emit("b", "p", "2").emit("c", "p", "3");
        rig.published("2");
        assertThat(rig.commits).isEmpty();

        rig.published("1");

        assertThat(rig.commits).containsExactly(List.of("2"));
    }

    @Test
    void commitsOneAfterTheOther() {
        SourceRig rig =
                SourceRig.small().emit("a", "p", "1").emit("b", "p", "2").emit("c", "p", "3");
        rig.published("1");
        rig.published("2");
        rig.published("3");
        assertThat(rig.commits).containsExactly(List.of("1"));

        rig.engine.commitAnswered(rig.now);

        assertThat(rig.commits).containsExactly(List.of("1"), List.of("3"));
    }

    @Test
    void commitsNothingBehindAWithdrawnRecordUntilThePartitionStartsOver() {
        SourceRig rig = SourceRig.small()
                .emit("x", null, "blocker")
                .emit("x", "p", "1", 2000)
                .emit("b", "p", "2");
        rig.pass(1000);
        rig.published("2");
        assertThat(rig.commits).isEmpty();

        rig.engine.resetPartition("p", rig.now);
        rig.emit("c", "p", "1 again");
        rig.published("1 again");

        assertThat(rig.commits).containsExactly(List.of("1 again"));
    }

    @Test
    void whatIsSettledBehindAStuckHeadKeepsItsCredit() {
        SourceRig rig = new SourceRig(3, 10, 0)
                .emit("a", "p", "stuck")
                .emit("b", "p", "2")
                .emit("c", "p", "3");
        rig.published("2");
        rig.published("3");
        assertThat(rig.engine.isFull()).isTrue();

        rig.published("stuck");

        assertThat(rig.engine.heldRecords()).isZero();
        assertThat(rig.actions).containsExactly("credit");
    }

    @Test
    void anInvalidRecordIsCommittedOnceItsDeadLetterIsDurable() {
        SourceRig rig = SourceRig.small().emit("a", "p", "bad").emit("a", "p", "good");
        rig.failed("bad", PublishFailure.TOO_LARGE);
        assertThat(rig.inFlight()).isEmpty();
        assertThat(rig.commits).isEmpty();

        rig.stored("bad");

        assertThat(rig.commits).containsExactly(List.of("bad"));
        assertThat(rig.inFlight()).containsExactly("good");
    }

    @Test
    void quiesceWithdrawsWhatWaitsForCreditAndFinishesTheRest() {
        SourceRig rig = new SourceRig(1, 10, 0).emit("a", "p", "1").emit("b", "q", "2");

        rig.engine.quiesce(rig.now);
        rig.emit("c", null, "3");
        rig.published("1");

        assertThat(rig.settled).containsExactly("2 WITHDRAWN", "3 WITHDRAWN", "1 PUBLISHED");
    }

    @Test
    void drainsOnlyAfterTheLastCommitWasAnswered() {
        SourceRig rig = SourceRig.small().emit("a", "p", "1");
        rig.engine.drain(rig.now, 5000);
        rig.published("1");
        assertThat(rig.actions).isEmpty();

        rig.engine.commitAnswered(rig.now);

        assertThat(rig.actions).containsExactly("drained 0");
    }

    @Test
    void nobodyWaitsForeverForAnEngineWhoseGraceIsOver() {
        SourceRig rig = SourceRig.small().emit("a", null, "1").emit("a", null, "2");

        rig.engine.drain(rig.now, 500);
        rig.pass(10_000);

        assertThat(rig.settled).containsExactlyInAnyOrder("1 UNKNOWN", "2 WITHDRAWN");
        assertThat(rig.actions).containsExactly("drained 2");
    }

    @Test
    void publishesNoFasterThanTheRate() {
        SourceRig rig = new SourceRig(100, 100, 20);
        for (int i = 0; i < 60; i++) {
            rig.emit(null, null, "r" + i);
        }
        assertThat(rig.publishes).hasSize(1);

        rig.pass(1000);

        assertThat(rig.publishes.size()).isBetween(19, 21);
    }
}
