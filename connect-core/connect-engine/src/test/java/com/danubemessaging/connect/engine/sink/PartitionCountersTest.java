package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartitionCountersTest {

    @Test
    void eachPartitionCountsItsOwnCopies() {
        SinkRig rig = SinkRig.small().withPartition().withPartition();
        rig.arrive("a", 1).arriveOn(1, "b", 1).burst("c", 2);
        rig.arriveOn(1, "b", 1);
        assertThat(rig.engine.counters(0)).isEqualTo(new PartitionCounters(2, 2, 0, 0));
        assertThat(rig.engine.counters(1)).isEqualTo(new PartitionCounters(1, 1, 1, 0));

        rig.allDone();
        rig.answer(1, AckAnswer.OK);
        rig.arrive("a", 1).burst("a", 1);

        assertThat(rig.engine.counters(0)).isEqualTo(new PartitionCounters(2, 2, 1, 1));
        assertThat(rig.engine.counters(1)).isEqualTo(new PartitionCounters(1, 1, 1, 0));
        assertThat(rig.engine.counters().duplicates()).isEqualTo(2);
        assertThat(rig.engine.counters().reacknowledged()).isEqualTo(1);
    }

    @Test
    void theMostThatWasHeldIsRememberedWhenLessIs() {
        SinkRig rig = SinkRig.small().withPartition();
        rig.arrive("a", 1).arrive("b", 2).burst("c", 3);
        rig.allDone();
        rig.answer(1, AckAnswer.OK);
        rig.answer(2, AckAnswer.OK);

        assertThat(rig.engine.counters(0)).isEqualTo(new PartitionCounters(1, 3, 0, 0));
    }
}
