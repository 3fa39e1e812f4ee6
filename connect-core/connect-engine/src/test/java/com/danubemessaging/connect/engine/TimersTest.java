package com.danubemessaging.connect.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TimersTest {

    private final List<Long> wakes = new ArrayList<>();
    private final List<String> ran = new ArrayList<>();
    private final Timers timers = new Timers(wakes::add);

    @Test
    void asksToBeWokenOnlyForAnEarlierTime() {
        timers.at(100, now -> {});
        timers.at(200, now -> {});
        timers.at(50, now -> {});

        assertThat(wakes).containsExactly(100L, 50L);
    }

    @Test
    void runsWhatIsDueInOrderAndAsksForTheRest() {
        timers.at(20, now -> ran.add("b"));
        timers.at(10, now -> ran.add("a"));
        timers.at(20, now -> ran.add("c"));
        timers.at(30, now -> ran.add("d"));
        wakes.clear();

        timers.run(20);

        assertThat(ran).containsExactly("a", "b", "c");
        assertThat(wakes).containsExactly(30L);
    }

    @Test
    void anActionThatSetsATimerForNowRunsAgainWithTheNextWakeOnly() {
        timers.at(10, now -> timers.at(now, later -> ran.add("again")));
        wakes.clear();

        timers.run(10);

        assertThat(ran).isEmpty();
        assertThat(wakes).containsExactly(10L);
        timers.run(10);
        assertThat(ran).containsExactly("again");
    }

    @Test
    void aWakeThatComesTooEarlyIsAskedForAnew() {
        timers.at(100, now -> ran.add("late"));
        wakes.clear();

        timers.run(99);

        assertThat(ran).isEmpty();
        assertThat(wakes).containsExactly(100L);
    }

    @Property(tries = 300)
    void everyTimerRunsOnceInTheOrderOfTimeAndNeverEarlyAndSomebodyIsAlwaysAskedToWake(
            @ForAll @Size(max = 40) List<@IntRange(max = 300) Integer> delays,
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 60) Integer> pauses) {
        List<Long> due = new ArrayList<>();
        List<Long> done = new ArrayList<>();
        long[] wake = {Long.MAX_VALUE};
        Timers tried = new Timers(time -> wake[0] = Math.min(wake[0], time));
        long now = 0;
        for (int i = 0; i < Math.max(delays.size(), pauses.size()); i++) {
            if (i < delays.size()) {
                long time = now + delays.get(i);
                due.add(time);
                tried.at(time, ran -> {
                    assertThat(ran).as("when %d runs", time).isGreaterThanOrEqualTo(time);
                    done.add(time);
                });
            }
            long before = now;
            now += pauses.get(i % pauses.size());
            int already = done.size();
            if (wake[0] <= now) {
                wake[0] = Long.MAX_VALUE;
                tried.run(now);
            }
            assertThat(done.subList(already, done.size())).isSorted();
            long looked = now;
            assertThat(done)
                    .as("ran between %d and %d", before, looked)
                    .containsExactlyInAnyOrderElementsOf(
                            due.stream().filter(time -> time <= looked).toList());
        }
    }
}
