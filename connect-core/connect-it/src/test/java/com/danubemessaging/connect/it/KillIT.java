package com.danubemessaging.connect.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.embedded.model.SubscriptionStats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * SIGKILL to both jars, again and again, while messages flow. The sink would end where records are certainly missing:
 * that a run before it was killed is no reason.
 */
class KillIT extends PipelineTest {

    private static final LoadPlan PLAN = LoadPlan.of(20, 1500, 1024).atRate(2000);
    private static final Duration LIMIT = Duration.ofSeconds(90);

    /**
     * What a killed source may have stored without an acknowledgement to MQTT: of each device the record that was under
     * way, and some that waited for their turn behind that of a slower device. SourceHaltPointsIT counts exactly.
     */
    private static final int UNACKNOWLEDGED_BY_SOURCE = 5 * PLAN.devices();

    @Test
    void nothingIsLostAndTheOrderIsKeptWhoeverIsKilled() throws Exception {
        long seed = Long.getLong("it.seed", System.nanoTime());
        System.out.println("KillIT: to repeat, -Dit.seed=" + seed);
        Random random = new Random(seed);
        Stage source = startSource().awaitReady();
        Stage sink = startSinkThatStopsAtGaps().awaitReady();
        OutputFile output = new OutputFile(output(), PLAN);
        MqttLoad load = startLoad(PLAN);
        List<Stage> victims = new ArrayList<>(List.of(source, source, sink, sink, sink));
        Collections.shuffle(victims, random);

        int mayComeTwice = 0;
        int share = PLAN.total() * 3 / 4 / victims.size();
        for (int kill = 0; kill < victims.size(); kill++) {
            int moment = kill * share + random.nextInt(share);
            waiting("the moment of kill " + kill, LIMIT).until(() -> load.acknowledged() >= moment);
            Stage victim = victims.get(kill).awaitReady();
            waiting("something to lose at kill " + kill, LIMIT)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> victim == source || unacknowledgedBySinks() > 0);
            victim.kill();
            mayComeTwice += victim == sink ? unacknowledgedBySinks() : UNACKNOWLEDGED_BY_SOURCE;
            victim.startAgain();
        }

        waiting("all messages in the file", LIMIT).until(() -> output.read().isComplete());
        output.assertCompleteAndInOrder();
        System.out.println("KillIT: " + output + ", of " + mayComeTwice + " that were unacknowledged at a kill");
        assertThat(output.duplicates())
                .as("messages that came twice, of those unacknowledged at a kill")
                .isLessThanOrEqualTo(mayComeTwice);
        assertThat(sink.process().isAlive()).as("the sink goes on").isTrue();
        Accounts.assertNoGaps(sink);
    }

    private Stage startSinkThatStopsAtGaps() throws IOException {
        SinkToml toml = new SinkToml(danubeUrl(), Ports.free(), output()).stoppingAtGaps();
        Path file = Files.writeString(folder.resolve("sink.toml"), toml.text(folder));
        return new Stage(
                FatJar.HELLO_SINK,
                JarProcess.USUAL_HEAP_MEBIBYTES,
                file,
                new AdminPage(toml.metricsPort()),
                this::closedLater);
    }

    /** What Danube has delivered and nobody has acknowledged. */
    private int unacknowledgedBySinks() throws Exception {
        return danube.topic(SourceToml.TOPIC).await(10, SECONDS).subscriptions().values().stream()
                .mapToInt(SubscriptionStats::unacked)
                .sum();
    }
}
