package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.engine.sink.SinkEvent.StreamClosed.Cause;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Credit in records and bytes: never over the bound by more than one burst, and all of it comes back. */
class CreditPropertyTest {

    private static final int LARGEST = 20;

    @Provide
    Arbitrary<List<SinkMove>> anything() {
        return SinkMove.scripts();
    }

    @Property(tries = 250)
    void whatIsHeldNeverExceedsTheCreditByMoreThanOneBurst(
            @ForAll("anything") List<SinkMove> script,
            @ForAll @IntRange(min = 1, max = 20) int records,
            @ForAll @IntRange(min = LARGEST, max = 200) int bytes) {
        SinkHistory history = new SinkHistory(SinkHistory.options(records, bytes, 2, 5)) {
            @Override
            void check() {
                // After a closing for lack of credit a stream is read up to twice the credit: see StreamGuard.
                int credits = events.contains(new SinkEvent.StreamClosed(0, Cause.CREDIT)) ? 2 : 1;
                assertThat(engine.heldRecords()).isLessThan(credits * records + BURST);
                assertThat(engine.heldBytes()).isLessThan(credits * bytes + BURST * LARGEST);
            }
        };

        history.play(script).finish();

        assertThat(history.engine.heldRecords()).isZero();
        assertThat(history.engine.heldBytes()).isZero();
        assertThat(history.isPaused).as("paused with nothing held").isFalse();
    }

    @Property(tries = 250)
    void whatIsHeldIsExactlyWhatIsNotAcknowledged(@ForAll("anything") List<SinkMove> script) {
        new SinkHistory(SinkHistory.roomy()) {
            @Override
            void check() {
                assertThat(engine.heldRecords()).isEqualTo(held.size());
                assertThat(engine.heldBytes())
                        .isEqualTo(held.stream().mapToLong(SinkHistory::bytesOf).sum());
            }
        }.play(script).finish();
    }
}
