package com.danubemessaging.connect.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.engine.source.SourceHistory.Move;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

/** The source's credit: a bound on what is held and on what waits for it, and all of it comes back. */
class SourceCreditPropertyTest {

    private static final int BYTES = 1000;

    @Provide
    Arbitrary<List<Move>> anything() {
        return SourceHistory.scripts();
    }

    @Property(tries = 250)
    void neitherWhatIsHeldNorWhatWaitsExceedsItsBoundAndBothReturnToZero(
            @ForAll("anything") List<Move> script,
            @ForAll @IntRange(min = 1, max = 10) int held,
            @ForAll @IntRange(max = 5) int waiting) {
        SourceHistory history = new SourceHistory(held, waiting) {
            @Override
            void check() {
                assertThat(engine.heldRecords()).isBetween(0, held);
                assertThat(engine.heldBytes()).isEqualTo(10L * engine.heldRecords());
                assertThat(engine.waitingRecords()).isBetween(0, waiting);
                assertThat(publishes.size()).isLessThanOrEqualTo(engine.heldRecords());
            }
        };

        history.play(script).finish();

        assertThat(history.engine.heldBytes()).isZero();
        assertThat(history.engine.isFull()).isFalse();
    }

    @Property(tries = 250)
    void bytesAreBoundedTooButOneRecordIsAlwaysAdmitted(
            @ForAll @NotEmpty @Size(max = 40) List<@IntRange(max = 1500) Integer> sizes) {
        SourceRig rig = new SourceRig(1000, 1000, 0);
        for (int i = 0; i < sizes.size(); i++) {
            rig.engine.emit(0, null, null, "r" + i, sizes.get(i), SourceEngine.NO_DEADLINE, rig.now);
            rig.engine.flush(rig.now);
        }

        for (int i = 0; i < sizes.size(); i++) {
            assertThat(rig.engine.heldRecords() == 1 || rig.engine.heldBytes() <= BYTES)
                    .as("%d records of %d bytes", rig.engine.heldRecords(), rig.engine.heldBytes())
                    .isTrue();
            assertThat(rig.inFlight()).as("what waits moves up in order").startsWith("r" + i);
            rig.published("r" + i);
        }

        assertThat(rig.engine.heldRecords()).isZero();
        assertThat(rig.engine.heldBytes()).isZero();
    }

    @Property(tries = 200)
    void whoeverWasToldToWaitIsToldWhenThereIsRoom(@ForAll @IntRange(min = 1, max = 10) int held) {
        SourceRig rig = new SourceRig(held, 0, 0);
        for (int i = 0; i < held; i++) {
            assertThat(rig.engine.isFull()).isFalse();
            rig.emit(null, null, "r" + i);
        }
        assertThat(rig.engine.isFull()).isTrue();

        rig.published("r0");
        assertThat(rig.actions).containsExactly("credit");
        for (int i = 1; i < held; i++) {
            rig.published("r" + i);
        }

        assertThat(rig.actions).as("said once").containsExactly("credit");
    }
}
