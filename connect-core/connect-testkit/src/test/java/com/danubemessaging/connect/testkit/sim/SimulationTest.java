package com.danubemessaging.connect.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Thousands of histories, each from its seed. {@code -Dsim.count=100000} runs more, {@code -Dsim.seed=7} runs one and
 * prints all of it, {@code -Dsim.from=1000} begins elsewhere. {@link SimulationCampaign} is for many more.
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
                .filter(seed -> seed % 2 == 0 ? mutant.concernsSinks() : mutant.concernsSources())
                .filter(seed -> !Simulation.run(seed, mutant).violations().isEmpty())
                .count();

        assertThat(noticed)
                .as("histories of 300 in which %s was noticed", mutant)
                .isGreaterThan(2);
    }

    /** What must occur somewhere, or the histories prove less than they seem to. */
    private enum Happening {
        // A process and its end.
        CRASH("crash"),
        DRAIN("drain"),
        KILLED_AT_A_STEP("killed at a step"),
        DRAINED_AT_A_STEP("drained at a step"),
        SUSPENDED("process suspended"),
        CLOCK_JUMP("clock jumps ahead"),
        STUCK_CALL("stopped: STUCK_CALL"),
        FATAL("stopped: FATAL"),
        // The broker and the way to it.
        BLACK_HOLE("call swallowed"),
        LOST("call lost"),
        REORDERED("call overtaken"),
        DUPLICATED("call repeated"),
        LATE("answer late"),
        REPLY_LOST_AFTER_THE_STORE("answer lost"),
        REFUSED("publish refused"),
        UNKNOWN_ACKNOWLEDGEMENT("acknowledgement refused as unknown"),
        UNKNOWN_BATCH("unknown batch returned"),
        BROKER_RESTART("broker restarts"),
        STREAM_RESET("stream reset"),
        STREAM_TAKEN("stream taken"),
        TAKEOVER("Takeover"),
        TOPIC_MOVES("topic moves"),
        GAP("gap"),
        POSSIBLE_GAP("possible gap"),
        SKIPPED_BY_BROKER("skipped by the broker"),
        NEW_COUNT("NewEpoch"),
        HIDDEN("hidden by the broker"),
        DEAD_LETTER_FAILED("dead letter failed"),
        // The target.
        TARGET_DOWN("TargetDown"),
        TARGET_RESET("target reset"),
        TARGET_REPLY_LOST("reply of the target lost"),
        TARGET_LATE("written after the call had failed"),
        TARGET_DUPLICATE("written twice"),
        TARGET_FULL("target full"),
        TARGET_SLOW("call is slow"),
        TARGET_HANGS("call hangs"),
        POISON_FIRST("poison first"),
        POISON_IN_THE_MIDDLE("poison in the middle"),
        POISON_LAST("poison last"),
        // The origin.
        COMMIT("committed"),
        COMMIT_LOST("commit lost"),
        STARTS_OVER("starts over"),
        // What the engine makes of it.
        PATIENCE("StreamClosed[partition=0, cause=PATIENCE"),
        CREDIT("StreamClosed[partition=0, cause=CREDIT"),
        BISECTION("batch failed: SUSPECT_RECORD"),
        RETRY("Retrying"),
        DEAD_LETTER("dead-lettered"),
        SKIP("skipped by policy"),
        INTERRUPT("call interrupted"),
        TOPIC_DOWN("TopicDown"),
        WITHDRAWN("settled: WITHDRAWN"),
        UNKNOWN("settled: UNKNOWN");

        private final String text;

        Happening(String text) {
            this.text = text;
        }
    }
}
