package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who gets the next batch, how large it is, and when it leaves. */
class DispatchTest {

    @Test
    void keysSpreadOverTheTasks() {
        Tuned options = new Tuned();
        options.tasks = 4;
        options.batchRecords = 1000;
        SinkRig rig = options.rig();
        for (int i = 1; i <= 800; i++) {
            rig.arrive("device-" + i, i);
        }

        rig.engine.flush(rig.now);

        Map<Integer, Integer> shares = new HashMap<>();
        rig.batches.forEach(batch -> shares.put(batch.task(), batch.records().size()));
        assertThat(shares).containsOnlyKeys(0, 1, 2, 3);
        assertThat(shares.values()).allSatisfy(share -> assertThat(share).isBetween(120, 280));
    }

    @Test
    void twoSubscriptionsTakeTurns() {
        Tuned options = new Tuned();
        options.batchRecords = 1;
        SinkRig rig = options.rig();
        assertThat(rig.engine.addPartition(PartitionOptions.exclusive(1))).isEqualTo(1);
        for (int i = 1; i <= 3; i++) {
            rig.arriveOn(0, "a" + i, i);
            rig.arriveOn(1, "b" + i, i);
        }
        rig.engine.flush(rig.now);

        while (rig.batches.size() < 6) {
            rig.allDone();
        }

        assertThat(rig.batches).extracting(SinkRig.Handed::subscription).containsExactly(0, 1, 0, 1, 0, 1);
    }

    @Test
    void aSubscriptionThatHasNothingIsPassedOver() {
        SinkRig rig = new Tuned().rig();
        rig.engine.addPartition(PartitionOptions.exclusive(1));
        rig.arriveOn(0, "a", 1).arriveOn(1, "b", 1);
        rig.engine.flush(rig.now);
        rig.allDone();
        rig.allDone();

        rig.arriveOn(1, "b", 2);
        rig.engine.flush(rig.now);

        assertThat(rig.lastBatch().subscription()).isEqualTo(1);
        assertThat(rig.batches).hasSize(3);
    }

    @Test
    void anAcknowledgementNamesItsPartition() {
        SinkRig rig = new Tuned().rig();
        rig.engine.addPartition(PartitionOptions.exclusive(0));
        rig.arriveOn(1, "a", 5);
        rig.engine.flush(rig.now);

        rig.allDone();

        assertThat(rig.acks).singleElement().extracting(Delivery::partition).isEqualTo(1);
    }

    @Test
    void gatheringEndsWithTheRecordThatFillsTheBatch() {
        Tuned options = new Tuned();
        options.linger = 5000;
        options.batchRecords = 3;
        SinkRig rig = options.rig();

        rig.burst("a", 1, 2);
        assertThat(rig.batches).isEmpty();
        rig.burst("a", 3);

        assertThat(rig.lastBatch().records()).containsExactly("a:1", "a:2", "a:3");
    }

    @Test
    void gatheringEndsWithTheBytesThatFillTheBatchAndBeginsAnewForTheNext() {
        Tuned options = new Tuned();
        options.linger = 5000;
        options.batchBytes = 30;
        SinkRig rig = options.rig();
        rig.burst("a", 1, 2, 3);
        assertThat(rig.batches).hasSize(1);
        rig.allDone();

        rig.burst("a", 4);
        assertThat(rig.batches).as("10 of 30 bytes").hasSize(1);
        rig.burst("a", 5, 6);

        assertThat(rig.batches).hasSize(2);
    }

    @Test
    void aDrainDoesNotWaitForMoreToGather() {
        Tuned options = new Tuned();
        options.linger = 5000;
        SinkRig rig = options.rig();
        rig.burst("a", 1);
        assertThat(rig.batches).isEmpty();

        rig.engine.drain(rig.now, 10_000);

        assertThat(rig.batches).hasSize(1);
    }

    @Test
    void aHalvedBatchGrowsAsItsRecordsTurnOutHarmless() {
        SinkRig rig = new Tuned().rig();
        for (int i = 1; i <= 16; i++) {
            rig.arrive("k" + i, i);
        }
        rig.engine.flush(rig.now);
        rig.failed(BatchFailure.SUSPECT_RECORD);
        rig.failed(BatchFailure.SUSPECT_RECORD);
        for (int i = 17; i <= 60; i++) {
            rig.arrive("k" + i, i);
        }

        int batches = rig.batches.size();
        while (rig.engine.counters().written() < 60) {
            rig.allDone();
        }

        List<Integer> sizes = new ArrayList<>();
        rig.batches
                .subList(batches - 1, rig.batches.size())
                .forEach(b -> sizes.add(b.records().size()));
        assertThat(sizes)
                .as("four of 16, twice as many, the rest of 16, all others")
                .containsExactly(4, 8, 4, 44);
    }

    @Test
    void outcomesOfEveryKindClearTheirRecordsOfSuspicion() {
        SinkRig rig = new Tuned().rig();
        for (int i = 1; i <= 4; i++) {
            rig.arrive("k" + i, i);
        }
        rig.engine.flush(rig.now);
        rig.failed(BatchFailure.SUSPECT_RECORD);

        rig.returned(Outcome.RETRY, Outcome.INVALID);
        assertThat(rig.lastBatch().records()).containsExactly("k3:3", "k4:4");
        rig.allDone();
        for (int i = 5; i <= 20; i++) {
            rig.arrive("k" + i, i);
        }
        rig.engine.flush(rig.now);

        assertThat(rig.lastBatch().records()).hasSize(16);
    }

    @Test
    void oneWhoIsSingledOutLeavesNoLimitBehind() {
        SinkRig rig = new Tuned().rig();
        rig.arrive("a", 1).burst("b", 2);
        rig.failed(BatchFailure.SUSPECT_RECORD);
        rig.failed(BatchFailure.SUSPECT_RECORD);
        assertThat(rig.lastBatch().records()).containsExactly("b:2");
        rig.allDone();
        for (int i = 5; i <= 20; i++) {
            rig.arrive("k" + i, i);
        }
        rig.engine.flush(rig.now);

        assertThat(rig.lastBatch().records()).hasSize(16);
    }
}
