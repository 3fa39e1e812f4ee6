package com.danubemessaging.connect.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Thousands of histories, each from its seed. {@code -Dsim.count=100000} runs more, {@code -Dsim.seed=7} runs one and
 * prints all of it, {@code -Dsim.from=1000} begins elsewhere.
 */
class SimulationTest {

    private static final int COUNT = Integer.getInteger("sim.count", 2000);
    private static final long FROM = Long.getLong("sim.from", 0);

    @Test
    void everyPromiseHoldsInEveryHistory() {
        Long one = Long.getLong("sim.seed");
        if (one != null) {
            History history = Simulation.run(one);
            System.out.println(history.render());
            assertThat(history.violations()).isEmpty();
            return;
        }
        for (long seed = FROM; seed < FROM + COUNT; seed++) {
            History history = Simulation.run(seed);
            assertThat(history.violations())
                    .as("seed %d; replay it with -Dtest=SimulationTest -Dsim.seed=%d", seed, seed)
                    .isEmpty();
        }
    }

    @Test
    void theSameSeedGivesTheSameHistory() {
        for (long seed = 100; seed < 110; seed++) {
            assertThat(Simulation.run(seed).render())
                    .isEqualTo(Simulation.run(seed).render());
        }
    }

    @Test
    void theHistoriesHoldWhatTheyAreAbout() {
        EnumSet<Happening> seen = EnumSet.noneOf(Happening.class);
        for (long seed = 0; seed < 300; seed++) {
            History history = Simulation.run(seed);
            for (Happening happening : Happening.values()) {
                if (history.steps().stream().anyMatch(step -> step.what().startsWith(happening.text))) {
                    seen.add(happening);
                }
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(Happening.values());
    }

    @ParameterizedTest
    @EnumSource(value = Mutant.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aDefectIsNoticed(Mutant mutant) {
        long noticed = LongStream.range(0, 300)
                .filter(seed -> !Simulation.run(seed, mutant).violations().isEmpty())
                .count();

        assertThat(noticed)
                .as("histories of 300 in which %s was noticed", mutant)
                .isGreaterThan(2);
    }

    /** What must occur somewhere, or the histories prove less than they seem to. */
    private enum Happening {
        CRASH("crash"),
        DRAIN("drain"),
        STREAM_RESET("stream reset"),
        TAKEOVER("Takeover"),
        PATIENCE("StreamClosed[partition=0, cause=PATIENCE"),
        CREDIT("StreamClosed[partition=0, cause=CREDIT"),
        TARGET_DOWN("TargetDown"),
        BISECTION("batch failed: SUSPECT_RECORD"),
        RETRY("Retrying"),
        DEAD_LETTER("dead-lettered"),
        SKIP("skipped by policy"),
        INTERRUPT("call interrupted"),
        STUCK_CALL("stopped: STUCK_CALL"),
        FATAL("stopped: FATAL"),
        GAP("gap"),
        EPOCH("NewEpoch"),
        TOPIC_DOWN("TopicDown"),
        WITHDRAWN("settled: WITHDRAWN"),
        UNKNOWN("settled: UNKNOWN"),
        COMMIT("committed");

        private final String text;

        Happening(String text) {
            this.text = text;
        }
    }
}
