package com.danubemessaging.vertx.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AckQueueTest {

    private final List<Long> left = new ArrayList<>();
    private final AckQueue queue = new AckQueue(left::add);

    private void deliver(long... offsets) {
        for (long offset : offsets) {
            queue.delivered(offset);
        }
    }

    @Test
    void theHighestWaitsForALowerOneThatIsOnItsWay() {
        deliver(0, 1);
        queue.request(0);
        queue.request(1);
        assertThat(left).containsExactly(0L);

        queue.answered(0);

        assertThat(left).containsExactly(0L, 1L);
    }

    @Test
    void theHighestLeavesAsSoonAsItIsNoLongerTheHighest() {
        deliver(0, 1);
        queue.request(1);
        assertThat(left).isEmpty();

        deliver(2);

        assertThat(left).containsExactly(1L);
    }

    @Test
    void lowerOnesLeaveInAnyOrder() {
        deliver(0, 1, 2, 3);

        queue.request(2);
        queue.request(0);

        assertThat(left).containsExactly(2L, 0L);
    }

    @Test
    void aSingleDeliveryLeavesAtOnce() {
        deliver(41);

        queue.request(41);

        assertThat(left).containsExactly(41L);
    }

    @Test
    void offsetsAreUnsigned() {
        deliver(1, -1);
        queue.request(-1);
        assertThat(left).isEmpty();

        queue.request(1);
        queue.answered(1);

        assertThat(left).containsExactly(1L, -1L);
    }

    @Test
    void aRequestFromAnEarlierStreamWaitsForItsRedelivery() {
        deliver(5);
        queue.newSession();

        queue.request(5);
        assertThat(left).isEmpty();
        deliver(5);

        assertThat(left).containsExactly(5L);
    }

    @Test
    void aRequestFromAnEarlierStreamBelowWhatHasBeenDeliveredLeavesAtOnce() {
        deliver(5);
        queue.newSession();
        deliver(8);

        queue.request(5);

        assertThat(left).containsExactly(5L);
    }

    @Test
    void nonReliableDeliveriesAllHaveOffsetZeroAndLeaveAtOnce() {
        deliver(0, 0, 0);
        queue.request(0);
        queue.answered(0);
        queue.request(0);

        assertThat(left).containsExactly(0L, 0L);
    }

    /** Random completion order, random answers: nothing is lost, and the newest never overtakes. */
    @Property(tries = 500)
    void everythingLeavesOnceAndTheHighestNeverBeforeAllLowerAnswers(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int count) {
        Random random = new Random(seed);
        Set<Long> answered = new HashSet<>();
        List<Long> inFlight = new ArrayList<>();
        List<Long> sent = new ArrayList<>();
        long[] highest = {-1};
        AckQueue tested = new AckQueue(offset -> {
            if (offset == highest[0]) {
                for (long lower = 0; lower < offset; lower++) {
                    assertThat(answered)
                            .as("answered before the highest, %s, left", offset)
                            .contains(lower);
                }
            }
            sent.add(offset);
            inFlight.add(offset);
        });
        List<Long> pending = new ArrayList<>();

        while (answered.size() < count) {
            int action = random.nextInt(3);
            if (action == 0 && highest[0] + 1 < count) {
                highest[0]++;
                pending.add(highest[0]);
                tested.delivered(highest[0]);
            } else if (action == 1 && !pending.isEmpty()) {
                Collections.shuffle(pending, random);
                tested.request(pending.remove(0));
            } else if (!inFlight.isEmpty()) {
                long offset = inFlight.remove(random.nextInt(inFlight.size()));
                answered.add(offset);
                tested.answered(offset);
            }
        }

        assertThat(sent).hasSize(count).doesNotHaveDuplicates();
    }
}
