package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Copies: of a record in flight, of a record that is done, and of one that is done and forgotten. */
class DuplicatePropertyTest {

    /** What a ring remembers at least: see {@link SinkEngine}. */
    private static final int REMEMBERED = 1024;

    @Provide
    Arbitrary<List<SinkMove>> anything() {
        return SinkMove.scripts();
    }

    @Property(tries = 250)
    void aCopyOfARecordThatEndedIsNeverWritten(@ForAll("anything") List<SinkMove> script) {
        SinkHistory history = new SinkHistory(SinkHistory.options(10, 1 << 20, 2, 5)) {
            @Override
            public void deliver(int task, long batchId, int subscription, List<String> records) {
                for (String record : records) {
                    assertThat(ended).as("finished records").doesNotContainKey(record);
                    assertThat(atTasks).as("batches with %s", record).noneMatch(batch -> batch.records()
                            .contains(record));
                }
                super.deliver(task, batchId, subscription, records);
            }
        };

        history.play(script).finish();

        SinkCounters counters = history.engine.counters();
        assertThat(counters.duplicates() + counters.reacknowledged())
                .isEqualTo(counters.received() - history.came.size());
    }

    @Property(tries = 60)
    void aCopyOfADoneRecordIsAcknowledgedAndNotWrittenWhileTheRingRemembers(
            @ForAll @IntRange(min = 1, max = 1500) int size, @ForAll @IntRange(min = 0, max = 1499) int at) {
        SinkRig rig = new SinkRig(SinkRig.options(5000, 1 << 20, 1, 5000, 2)).withPartition();
        for (int i = 1; i <= size; i++) {
            rig.arrive("k" + i, i);
        }
        rig.engine.flush(rig.now);
        rig.allDone();
        while (!rig.acks.isEmpty()) {
            rig.engine.ackAnswered(rig.acks.remove(0), AckAnswer.OK, rig.now);
        }
        long copied = 1 + at % size;

        rig.burst("k" + copied, copied);

        // The ring has twice the credit's room here; see the next property for what it has forgotten.
        assertThat(rig.batches).hasSize(1);
        assertThat(rig.ackOffsets()).containsExactly(copied);
    }

    @Property(tries = 40)
    void aCopyThatTheRingHasForgottenIsWrittenAgainRatherThanLost(
            @ForAll @IntRange(min = 0, max = 200) int behind, @ForAll @IntRange(min = 1, max = 200) int within) {
        SinkRig rig = new SinkRig(SinkRig.options(400, 1 << 20, 1, 5000, 2)).withPartition();
        long last = REMEMBERED + 300;
        for (long offset = 1; offset <= last; offset++) {
            rig.burst("k" + offset, offset);
            rig.allDone();
            rig.engine.ackAnswered(rig.acks.remove(0), AckAnswer.OK, rig.now);
        }
        int before = rig.batches.size();

        rig.burst("k" + (last - REMEMBERED + within), last - REMEMBERED + within);
        assertThat(rig.batches).hasSize(before);
        rig.burst("k" + (last - REMEMBERED - behind), last - REMEMBERED - behind);

        assertThat(rig.lastBatch().records())
                .containsExactly("k" + (last - REMEMBERED - behind) + ":" + (last - REMEMBERED - behind));
        assertThat(rig.batches).hasSize(before + 1);
    }
}
