package com.danubemessaging.connect.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.engine.Backoff;
import com.danubemessaging.connect.engine.source.SourceOptions.InvalidPolicy;
import org.junit.jupiter.api.Test;

/** How much may be under way and held, to the record and to the byte. */
class SourceBoundsTest {

    private static SourceRig rig(int heldRecords, long heldBytes, int inFlight) {
        return new SourceRig(
                new SourceOptions(heldRecords, heldBytes, 10, inFlight, new Backoff(100, 100), InvalidPolicy.SKIP), 0);
    }

    @Test
    void noMorePublishesOfATopicAreUnderWayThanMayBe() {
        SourceRig rig = rig(10, 1000, 2);
        rig.emit(null, null, "1").emit(null, null, "2").emit(null, null, "3").emit(null, null, "4");
        assertThat(rig.inFlight()).containsExactly("1", "2");

        rig.published("1");
        assertThat(rig.inFlight()).containsExactly("2", "3");
        rig.failed("2", PublishFailure.AMBIGUOUS);

        assertThat(rig.inFlight()).containsExactly("3", "4");
    }

    @Test
    void aConfirmationFreesTheNextPublishAtOnce() {
        SourceRig rig = rig(10, 1000, 1);
        rig.emit("a", null, "1").emit("a", null, "2");

        rig.engine.published(rig.publishes.get(0), rig.now);

        assertThat(rig.inFlight()).containsExactly("1", "2");
    }

    @Test
    void bytesAreHeldUpToTheCreditAndNotBeyondIt() {
        SourceRig rig = rig(10, 20, 256);
        rig.emit("a", null, "1").emit("b", null, "2");
        assertThat(rig.engine.waitingRecords()).isZero();
        assertThat(rig.engine.heldBytes()).isEqualTo(20);

        rig.emit("c", null, "3");

        assertThat(rig.engine.waitingRecords()).isEqualTo(1);
        assertThat(rig.engine.isFull()).isTrue();
    }

    @Test
    void aLargeRecordThatIsWithdrawnNoLongerHoldsBackASmallOne() {
        SourceRig rig = rig(10, 30, 256);
        rig.emit("a", null, "first");
        rig.engine.emit(0, "b", null, "large", 25, rig.now + 100, rig.now);
        rig.engine.emit(0, "c", null, "small", 10, SourceEngine.NO_DEADLINE, rig.now);
        rig.engine.flush(rig.now);
        assertThat(rig.inFlight()).containsExactly("first");

        rig.pass(100);

        assertThat(rig.settled).containsExactly("large WITHDRAWN");
        assertThat(rig.inFlight()).containsExactly("first", "small");
    }

    @Test
    void topicsAreNumberedAndAnEmissionNamesItsOwn() {
        SourceRig rig = rig(10, 1000, 256);
        assertThat(rig.engine.addTopic(0)).isEqualTo(1);
        assertThat(rig.engine.addTopic(0)).isEqualTo(2);

        Emission<String> emission = rig.engine.emit(2, "a", null, "r", 10, SourceEngine.NO_DEADLINE, rig.now);

        assertThat(emission.topic()).isEqualTo(2);
        assertThat(emission.record()).isEqualTo("r");
        assertThat(emission.attempts()).isZero();
        assertThat(rig.engine.isDown(2)).isFalse();
    }

    @Test
    void aPartitionThatStartsOverGivesItsCreditBackAtOnce() {
        SourceRig rig = rig(2, 1000, 256);
        rig.emit("a", "p", "slow").emit("b", "p", "done");
        rig.published("done");
        assertThat(rig.engine.isFull()).isTrue();

        rig.engine.resetPartition("p", rig.now);

        assertThat(rig.actions).containsExactly("credit");
        assertThat(rig.engine.heldRecords()).isEqualTo(1);
    }
}
