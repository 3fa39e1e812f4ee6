package com.danubemessaging.connect.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a partition can be forgotten: there are as many as the origin has ever named. */
class SourcePartitionTest {

    private final List<Emitted<String>> passed = new ArrayList<>();
    private final SourcePartition<String> partition = new SourcePartition<>("p");

    private Emitted<String> emit(int number) {
        Emitted<String> emission =
                new Emitted<>("r" + number, new TopicLanes<>(0, 1, 0), null, partition, 1, 0, number);
        partition.add(emission);
        return emission;
    }

    private boolean settle(Emitted<String> emission, Settlement settlement) {
        emission.settlement = settlement;
        return partition.advance(passed::add);
    }

    @Test
    void isIdleWhenAllItsRecordsAreCommitted() {
        assertThat(partition.isIdle()).isTrue();
        Emitted<String> first = emit(1);
        Emitted<String> second = emit(2);
        assertThat(partition.isIdle()).as("with two open records").isFalse();

        assertThat(settle(first, Settlement.PUBLISHED)).isTrue();
        assertThat(partition.takeHead()).isSameAs(first);
        assertThat(partition.isIdle()).as("with one open record").isFalse();

        assertThat(settle(second, Settlement.SKIPPED)).isTrue();
        assertThat(partition.isIdle()).as("with a head to be committed").isFalse();
        assertThat(partition.takeHead()).isSameAs(second);
        assertThat(partition.isIdle()).isTrue();
        assertThat(passed).containsExactly(first, second);
    }

    @Test
    void isNeverIdleOnceARecordIsMissing() {
        Emitted<String> withdrawn = emit(1);
        Emitted<String> behind = emit(2);

        assertThat(settle(withdrawn, Settlement.WITHDRAWN)).isFalse();

        assertThat(passed).containsExactly(withdrawn, behind);
        assertThat(partition.isIdle())
                .as("forgotten, what comes next would be committed over the missing one")
                .isFalse();
    }

    @Test
    void hasNothingToCommitAfterItWasStartedOver() {
        Emitted<String> first = emit(1);
        settle(first, Settlement.PUBLISHED);

        partition.end(passed::add);

        assertThat(partition.takeHead()).isNull();
    }
}
