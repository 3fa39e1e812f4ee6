package com.danubemessaging.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** SIGKILL to both jars, again and again, while messages flow. */
class KillIT extends PipelineTest {

    private static final LoadPlan PLAN = LoadPlan.of(20, 600, 1024).atRate(2000);
    private static final int KILLS = 5;
    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** What may be unacknowledged at one kill: Mosquitto's window before the source, or Danube's before the sink. */
    private static final int MOST_REPETITIONS_OF_A_KILL = 20 + 2 * 10;

    @Test
    void nothingIsLostAndTheOrderIsKeptWhoeverIsKilled() throws Exception {
        long seed = Long.getLong("it.seed", System.nanoTime());
        System.out.println("KillIT: to repeat, -Dit.seed=" + seed);
        Random random = new Random(seed);
        Stage source = startSource().awaitReady();
        Stage sink = startSink().awaitReady();
        OutputFile output = new OutputFile(output(), PLAN);
        MqttLoad load = startLoad(PLAN);

        int share = PLAN.total() * 3 / 4 / KILLS;
        for (int kill = 0; kill < KILLS; kill++) {
            int moment = kill * share + random.nextInt(share);
            waiting("the moment of kill " + kill, LIMIT).until(() -> load.acknowledged() >= moment);
            (random.nextBoolean() ? source : sink).killAndStartAgain();
        }

        waiting("all messages in the file", LIMIT).until(() -> output.read().isComplete());
        output.assertCompleteAndInOrder();
        System.out.println("KillIT: " + output);
        assertThat(output.duplicates()).isLessThanOrEqualTo(KILLS * MOST_REPETITIONS_OF_A_KILL);
    }
}
