package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.engine.Backoff;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

/**
 * Natural batching: an idle task gets everything that is pending, within the bounds, and lingers no longer than told.
 */
class BatchingPropertyTest {

    private static SinkOptions options(int batchRecords, long batchBytes, long linger, long lingerIdle) {
        return new SinkOptions(
                1,
                batchRecords,
                batchBytes,
                linger,
                lingerIdle,
                2,
                new Backoff(1000, 1000),
                new Backoff(250, 1000),
                new Backoff(100, 100),
                SinkOptions.InvalidPolicy.DEAD_LETTER,
                SinkOptions.GapPolicy.WARN,
                10_000,
                1 << 20,
                1000,
                20_000,
                10_000,
                60_000,
                300_000,
                10_000,
                0);
    }

    @Property(tries = 300)
    void batchesAreTheLongestRunsOfWhatIsPendingThatTheBoundsAllow(
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 30) Integer> sizes,
            @ForAll @IntRange(min = 1, max = 10) int mostRecords,
            @ForAll @IntRange(min = 1, max = 60) int mostBytes) {
        SinkRig rig = new SinkRig(options(mostRecords, mostBytes, 0, 20)).withPartition();
        for (int i = 0; i < sizes.size(); i++) {
            rig.engine.arrived(0, "k" + i % 3, i + 1, i + 1, sizes.get(i), "k" + i % 3 + ":" + (i + 1), rig.now);
        }
        rig.engine.flush(rig.now);

        int handled = 0;
        int next = 0;
        for (; handled < rig.batches.size(); handled++) {
            List<String> records = rig.batches.get(handled).records();
            long bytes = 0;
            for (String record : records) {
                assertThat(record).isEqualTo("k" + next % 3 + ":" + (next + 1));
                bytes += sizes.get(next++);
            }
            assertThat(records).hasSizeBetween(1, mostRecords);
            assertThat(records.size() == 1 || bytes <= mostBytes)
                    .as("%d bytes in %s", bytes, records)
                    .isTrue();
            assertThat(records.size() == mostRecords || next == sizes.size() || bytes + sizes.get(next) > mostBytes)
                    .as("room left beside %s", records)
                    .isTrue();
            rig.allDone();
        }
        assertThat(next).isEqualTo(sizes.size());
    }

    @Property(tries = 200)
    void whatGathersWhileATaskIsBusyIsItsNextBatch(@ForAll @Size(max = 20) List<@IntRange(max = 12) Integer> bursts) {
        SinkRig rig = new SinkRig(options(1000, 1 << 20, 0, 20)).withPartition();
        List<String> pending = new ArrayList<>();
        rig.burst("a", 1);
        long offset = 1;

        for (int burst : bursts) {
            for (int i = 0; i < burst; i++) {
                rig.burst("b", ++offset);
                pending.add("b:" + offset);
            }
            int before = rig.batches.size();
            rig.allDone();
            if (pending.isEmpty()) {
                assertThat(rig.batches).hasSize(before);
                rig.burst("a", ++offset);
            } else {
                assertThat(rig.lastBatch().records()).isEqualTo(pending);
                pending.clear();
            }
        }
    }

    @Property(tries = 200)
    void aBatchLeavesWhenItsLingerIsOverOrNothingCameForAMomentAndNeverElse(
            @ForAll @NotEmpty @Size(max = 30) List<@IntRange(max = 30) Integer> pauses,
            @ForAll @IntRange(min = 1, max = 80) int linger,
            @ForAll @IntRange(min = 1, max = 25) int idle) {
        Map<String, Long> cameAt = new HashMap<>();
        SinkRig rig = new SinkRig(options(1000, 1 << 20, linger, idle)) {
            @Override
            public void deliver(int task, long batchId, int subscription, List<String> records) {
                long first = cameAt.getOrDefault(records.get(0), 0L);
                long last = cameAt.getOrDefault(records.get(records.size() - 1), 0L);
                assertThat(now).as("when %s left", records).isEqualTo(Math.min(first + linger, last + idle));
                super.deliver(task, batchId, subscription, records);
            }
        }.withPartition();
        int back = 0;
        for (int i = 0; i < pauses.size(); i++) {
            for (int millis = 0; millis < pauses.get(i); millis++) {
                rig.pass(1);
                back = takeBack(rig, back);
            }
            cameAt.put("a:" + (i + 1), rig.now);
            rig.burst("a", i + 1);
        }
        rig.pass(linger);
        takeBack(rig, back);

        assertThat(rig.engine.counters().written()).isEqualTo(pauses.size());
    }

    private static int takeBack(SinkRig rig, int back) {
        if (rig.batches.size() > back) {
            rig.allDone();
        }
        return rig.batches.size();
    }
}
