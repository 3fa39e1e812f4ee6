package com.danubemessaging.connect.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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
}
