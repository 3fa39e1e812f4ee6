package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.engine.sink.SinkEvent.StreamClosed.Cause;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** The stream closes before the broker loses patience, and opens again only when nothing older is to be written. */
class PatiencePropertyTest {

    private static final long PATIENCE = 20_000;

    /** How often streams are looked at: see {@link SinkEngine}. */
    private static final long CHECK = 500;

    @Provide
    Arbitrary<List<SinkMove>> withoutCopies() {
        return SinkMove.scriptsWithoutCopies();
    }

    @Property(tries = 250)
    void noOpenStreamHoldsADeliveryMuchOlderThanTwentySeconds(@ForAll("withoutCopies") List<SinkMove> script) {
        new SinkHistory(SinkHistory.roomy()) {
            @Override
            void check() {
                long oldest = engine.oldestDelivery(0);
                if (!isClosed && oldest != Long.MAX_VALUE) {
                    assertThat(now - oldest).isLessThan(PATIENCE + CHECK);
                }
            }
        }.play(script).finish();
    }

    @Property(tries = 250)
    void aStreamClosesForPatienceOnlyWhenADeliveryIsOldAndOpensWhenAllIsWritten(
            @ForAll("withoutCopies") List<SinkMove> script) {
        SinkHistory history = new SinkHistory(SinkHistory.roomy()) {
            private @Nullable Cause closedFor;

            @Override
            public void closeStream(int partition) {
                closedFor = engine.closedFor(partition);
                assertThat(closedFor).isEqualTo(Cause.PATIENCE);
                assertThat(now - engine.oldestDelivery(partition)).isGreaterThanOrEqualTo(PATIENCE);
                super.closeStream(partition);
            }

            @Override
            public void openStream(int partition) {
                assertThat(closedFor).isEqualTo(Cause.PATIENCE);
                assertThat(unfinished()).as("records to be written on opening").isEmpty();
                super.openStream(partition);
            }
        };

        history.play(script).finish();

        assertThat(history.isClosed).isFalse();
    }

    @Property(tries = 200)
    void anOutageOfTheTargetClosesTheStreamOnceAndForAsLongAsItLasts(
            @ForAll @IntRange(min = 1, max = 6) int records, @ForAll @IntRange(min = 21, max = 200) int seconds) {
        SinkHistory history = new SinkHistory(SinkHistory.roomy());
        for (int i = 0; i < records; i++) {
            history.arrive("a", i + 1);
        }
        history.engine.flush(history.now);
        for (int second = 0; second < seconds; second++) {
            history.failed(BatchFailure.TARGET_DOWN);
            history.pass(1000);
            assertThat(history.isClosed).as("after %d s", second + 1).isEqualTo(second + 1 >= 20);
        }

        for (int last = 0; last < history.batches.size(); ) {
            last = history.batches.size();
            history.allDone();
        }
        while (!history.acks.isEmpty()) {
            history.answer(history.acks.get(0).offset(), AckAnswer.OK);
        }
        history.pass(CHECK);

        assertThat(history.actions).containsExactly("close 0", "open 0");
        assertThat(history.engine.counters().written()).isEqualTo(records);
    }
}
