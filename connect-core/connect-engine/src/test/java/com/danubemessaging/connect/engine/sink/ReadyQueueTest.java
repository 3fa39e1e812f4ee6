package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The queue of one task and subscription: what it counts, and how a halved batch grows again. */
class ReadyQueueTest {

    private final ReadyQueue<String> queue = new ReadyQueue<>(0, 0);
    private final Lane<String> lane = new Lane<>("k", queue, 1);
    private final PartitionLedger<String> ledger =
            new PartitionLedger<>(0, PartitionOptions.exclusive(0), 16, 0, new Totals(), lane, key -> lane);

    private Entry<String> entry(long offset, int bytes) {
        return new Entry<>("r" + offset, ledger, lane, offset, offset, bytes, 0, 0);
    }

    private List<Entry<String>> take(int records) {
        List<Entry<String>> batch = new ArrayList<>();
        queue.take(records, 1000, batch);
        return batch;
    }

    @Test
    void countsRecordsAndBytesAsTheyComeAndGo() {
        assertThat(queue.isEmpty()).isTrue();
        queue.add(entry(1, 10), 0);
        queue.add(entry(2, 20), 0);
        queue.add(entry(3, 30), 0);
        assertThat(queue.size()).isEqualTo(3);
        assertThat(queue.bytes()).isEqualTo(60);
        assertThat(queue.isEmpty()).isFalse();
        assertThat(lane.queued).isEqualTo(3);

        List<Entry<String>> taken = take(2);
        assertThat(queue.size()).isEqualTo(1);
        assertThat(queue.bytes()).isEqualTo(30);
        assertThat(lane.queued).isEqualTo(1);
        queue.putBack(taken);

        assertThat(queue.size()).isEqualTo(3);
        assertThat(queue.bytes()).isEqualTo(60);
        assertThat(lane.queued).isEqualTo(3);
        assertThat(take(3)).extracting(Entry::offset).containsExactly(1L, 2L, 3L);
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.bytes()).isZero();
    }

    @Test
    void theLimitDoublesWithWhatIsClearedUpToWhatIsSuspect() {
        queue.limit = 2;
        queue.suspects = 7;

        queue.cleared(2);
        assertThat(queue.limit).isEqualTo(4);
        assertThat(queue.suspects).isEqualTo(5);
        queue.cleared(2);
        assertThat(queue.limit).isEqualTo(3);
        queue.cleared(3);

        assertThat(queue.limit).isEqualTo(ReadyQueue.NO_LIMIT);
        assertThat(queue.suspects).isZero();
    }

    @Test
    void whereNobodyIsSuspectThereIsNoLimit() {
        queue.cleared(5);

        assertThat(queue.limit).isEqualTo(ReadyQueue.NO_LIMIT);
        assertThat(queue.suspects).isZero();
    }
}
