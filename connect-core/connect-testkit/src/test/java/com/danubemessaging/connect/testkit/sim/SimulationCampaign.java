package com.danubemessaging.connect.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.engine.sink.SinkEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Many more histories than a build has time for: 20,000 seeds, in ranges of 250, with a line for each.
 *
 * <pre>mvn -Psimulation -pl connect-core/connect-testkit test</pre>
 *
 * <ul>
 *   <li>{@code -Dsim.campaign=100000}: so many seeds, from {@code -Dsim.from} (0) on.
 *   <li>{@code -Dsim.shard=2/4}: the second of four shares, so that four machines do it together. Ranges are dealt out
 *       in turn; every range belongs to exactly one share.
 * </ul>
 *
 * <p>It can be interrupted: what passed is kept in {@code target/simulation}, and a second start goes on behind it. The
 * file's name holds a fingerprint of engine and simulator, so a range that passed with other code counts for nothing.
 * All ranges are run before it fails, so that one start tells every seed that is worth a look; a failing range is run
 * again by the next start. Replay a seed with {@code -Dtest=SimulationTest -Dsim.seed=7}.
 */
class SimulationCampaign {

    private static final int RANGE = 250;

    @Test
    void everyPromiseHoldsInEveryHistoryOfTheCampaign() throws IOException {
        long from = Long.getLong("sim.from", 0);
        long until = from + Long.getLong("sim.campaign", 20_000);
        Shard shard = Shard.parse(System.getProperty("sim.shard", "1/1"));
        String code = CodeFingerprint.of(Simulation.class, SinkEngine.class);
        PassedRanges passed = PassedRanges.open(Path.of("target", "simulation", "passed-" + code + ".txt"));
        List<String> failures = new ArrayList<>();
        long begun = System.nanoTime();
        long done = 0;
        for (long start = from; start < until; start += RANGE) {
            long end = Math.min(start + RANGE, until);
            if (!shard.has((start - from) / RANGE) || passed.contains(start, end)) {
                continue;
            }
            int before = failures.size();
            run(start, end, failures);
            if (failures.size() == before) {
                passed.add(start, end);
            }
            done += end - start;
            Duration taken = Duration.ofNanos(System.nanoTime() - begun);
            System.out.printf(
                    "simulation %s: seeds %d to %d, %d failed, %d done in %d s%n",
                    shard, start, end - 1, failures.size(), done, taken.toSeconds());
        }
        System.out.printf("simulation %s: %d seeds run now, %d in ranges that passed%n", shard, done, passed.seeds());

        assertThat(failures).isEmpty();
    }

    private static void run(long start, long end, List<String> failures) {
        for (long seed = start; seed < end; seed++) {
            List<String> violations = Simulation.run(seed).violations();
            if (!violations.isEmpty()) {
                failures.add("seed " + seed + ": " + violations.get(0));
            }
        }
    }
}
