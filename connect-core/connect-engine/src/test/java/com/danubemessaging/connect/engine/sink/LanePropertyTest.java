package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Lanes keep their order through any history. */
class LanePropertyTest {

    @Provide
    Arbitrary<List<SinkMove>> anything() {
        return SinkMove.scripts();
    }

    @Property(tries = 250)
    void noLaneIsEverInTwoBatchesOrAtTwoTasks(@ForAll("anything") List<SinkMove> script) {
        Map<String, Integer> taskOf = new HashMap<>();
        SinkHistory history = new SinkHistory(SinkHistory.options(1000, 1 << 20, 3, 4)) {
            @Override
            public void deliver(int task, long batchId, int subscription, List<String> records) {
                for (String record : records) {
                    String lane = laneOf(record);
                    assertThat(taskOf.computeIfAbsent(lane, first -> task))
                            .as("task of lane %s", lane)
                            .isEqualTo(task);
                    assertThat(atTasks)
                            .as("batches with records of lane %s", lane)
                            .noneMatch(batch -> batch.records().stream()
                                    .anyMatch(r -> laneOf(r).equals(lane)));
                }
                super.deliver(task, batchId, subscription, records);
            }
        };

        history.play(script).finish();

        assertThat(history.unfinished()).isEmpty();
    }

    @Property(tries = 250)
    void withinALaneRecordsAreHandedOutAndWrittenInTheOrderOfTheirOffsets(@ForAll("anything") List<SinkMove> script) {
        Map<String, Long> lastWritten = new HashMap<>();
        Map<String, Long> furthest = new HashMap<>();
        SinkHistory history = new SinkHistory(SinkHistory.roomy()) {
            @Override
            public void deliver(int task, long batchId, int subscription, List<String> records) {
                Map<String, Long> last = new HashMap<>();
                for (String record : records) {
                    String lane = laneOf(record);
                    long offset = offsetOf(record);
                    assertThat(offset)
                            .as("%s in %s", record, records)
                            .isGreaterThan(last.getOrDefault(lane, 0L))
                            .isGreaterThan(lastWritten.getOrDefault(lane, 0L));
                    last.put(lane, offset);
                    if (offset > furthest.getOrDefault(lane, 0L)) {
                        assertThat(came.keySet())
                                .as("records that %s overtakes", record)
                                .noneMatch(other -> laneOf(other).equals(lane)
                                        && offsetOf(other) > furthest.getOrDefault(lane, 0L)
                                        && offsetOf(other) < offset);
                        furthest.put(lane, offset);
                    }
                }
                super.deliver(task, batchId, subscription, records);
            }

            @Override
            void bringBack(Handed batch, Outcome... outcomes) {
                for (int i = 0; i < outcomes.length; i++) {
                    if (outcomes[i] == Outcome.DONE) {
                        String record = batch.records().get(i);
                        lastWritten.put(laneOf(record), offsetOf(record));
                    }
                }
                super.bringBack(batch, outcomes);
            }
        };

        history.play(script).finish();

        assertThat(history.engine.counters().orderViolations()).isZero();
    }
}
