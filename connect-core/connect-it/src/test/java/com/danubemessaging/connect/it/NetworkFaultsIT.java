package com.danubemessaging.connect.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import com.danubemessaging.connect.testkit.LoopbackProxy;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/**
 * What a network and a broker do to the connections of both connectors, while devices publish. Those that mostly wait
 * do so together.
 */
class NetworkFaultsIT extends PipelineTest {

    private static final LoadPlan PLAN = LoadPlan.endless(10, 1024).atRate(500);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** Within it a connection that was ended must show in readiness. */
    private static final Duration SOON = Duration.ofSeconds(3);

    /** Three seconds, and one for a busy machine to make a call in, and to look. */
    private static final Duration NOTICED_SILENCE = Duration.ofSeconds(4);

    /** Longer than a call may take (10 s): whoever publishes must have noticed a network that swallows everything. */
    private static final Duration A_CALL_AND_MORE = Duration.ofSeconds(15);

    /** Longer than the time between two PINGs and for an answer (20 s and 3 s): then everybody must have noticed. */
    private static final Duration A_PING_AND_MORE = Duration.ofSeconds(28);

    /**
     * What is unconfirmed when a connection breaks: of each device one record, since the records of a key are published
     * one after the other. Each may be stored, and is published again.
     */
    private static final int MOST_REPETITIONS_OF_A_BREAK = PLAN.devices();

    @SuppressWarnings("NullAway.Init") // set before each test
    private LoopbackProxy network;

    @SuppressWarnings("NullAway.Init") // set by begin()
    private Stage source;

    @SuppressWarnings("NullAway.Init") // set by begin()
    private Stage sink;

    @SuppressWarnings("NullAway.Init") // set by begin()
    private OutputFile output;

    @SuppressWarnings("NullAway.Init") // set by begin()
    private MqttLoad load;

    @Override
    EmbeddedDanubeOptions danubeOptions() throws Exception {
        int port = Ports.free();
        network = networkTo(port);
        return behind(network, super.danubeOptions().setPort(port));
    }

    @Override
    String danubeUrl() {
        return url(network);
    }

    private FaultDrill begin() throws Exception {
        source = startSource().awaitReady();
        sink = startSink().awaitReady();
        output = new OutputFile(output(), PLAN);
        load = startLoad(PLAN);
        waiting("messages flow", LIMIT).until(() -> output.read().distinct() > 500);
        return new FaultDrill(this::stored, () -> (long) output.read().distinct(), source, sink);
    }

    @Test
    @Execution(CONCURRENT)
    void aNetworkThatBreaksStallsOrCrawlsCostsNothingAndIsForgottenAtOnce() throws Exception {
        FaultDrill drill = begin();

        drill.endure("a reset", () -> network.reset().await(10, SECONDS));
        drill.endure(
                "a cut of 3 s",
                () -> network.cut().await(10, SECONDS),
                () -> assertBothAreUnreadyFor(Duration.ofSeconds(3)),
                this::heal);
        drill.endure(
                "a black hole of 5 s",
                this::blackHole,
                () -> assertSilenceShowsWhileNothingPassesFor(Duration.ofSeconds(5)),
                this::heal);
        drill.endure(
                "64 KiB/s for 3 s",
                () -> network.throttle(64 * 1024).await(10, SECONDS),
                () -> assertBothStayReadyFor(Duration.ofSeconds(3)),
                this::heal);
        drill.endure(
                "200 ms of delay for 3 s",
                () -> network.delay(Duration.ofMillis(200)).await(10, SECONDS),
                () -> assertBothStayReadyFor(Duration.ofSeconds(3)),
                this::heal);

        assertEverythingArrivedAndAddsUp(drill, 3);
    }

    @Test
    void aBrokerThatRestartsAndATopicThatMovesAreFollowed() throws Exception {
        FaultDrill drill = begin();
        LoopbackProxy elsewhere = networkTo(danube.port());

        drill.endure("a restart", () -> danube.restart().await(10, SECONDS));
        drill.endure(
                "a move to another address after draining for 2 s",
                () -> danube.faults().drainTopic(SourceToml.TOPIC).await(10, SECONDS),
                () -> assertSourceIsUnreadyFor(Duration.ofSeconds(2)),
                () -> danube.faults()
                        .moveTopic(SourceToml.TOPIC, url(elsewhere))
                        .await(10, SECONDS));

        assertThat(elsewhere.connections().await(10, SECONDS))
                .as("connections to the new owner")
                .isGreaterThanOrEqualTo(2);
        assertEverythingArrivedAndAddsUp(drill, 2);
    }

    @Test
    @Execution(CONCURRENT)
    void aBlackHoleOfThirtySecondsShowsInReadinessAndCostsNothing() throws Exception {
        FaultDrill drill = begin();

        drill.endure("a black hole of 30 s", this::blackHole, this::assertBothNoticeTheBlackHole, this::heal);

        // A call is given up after 10 s and made again, and what the network kept arrives in the end.
        assertEverythingArrivedAndAddsUp(drill, 3);
    }

    private void assertBothNoticeTheBlackHole() throws Exception {
        long begun = System.nanoTime();
        waiting("the source says so", A_CALL_AND_MORE)
                .until(() -> !source.page().isReady());
        long bySource = System.nanoTime();
        waiting("the sink says so", A_PING_AND_MORE.minus(A_CALL_AND_MORE))
                .until(() -> !sink.page().isReady());
        System.out.printf(
                "NetworkFaultsIT: a black hole was noticed by the source after %.1f s, by the sink after %.1f s%n",
                (bySource - begun) / 1e9, (System.nanoTime() - begun) / 1e9);
        waiting("both go on saying so", Duration.ofSeconds(31))
                .until(() -> System.nanoTime() - begun > Duration.ofSeconds(30).toNanos()
                        && !source.page().isReady()
                        && !sink.page().isReady());
        assertTheTruth();
    }

    private void blackHole() throws Exception {
        network.blackHole().await(10, SECONDS);
    }

    private void heal() throws Exception {
        network.heal().await(10, SECONDS);
    }

    private void assertBothAreUnreadyFor(Duration duration) throws Exception {
        waiting("both say that they are not ready", SOON)
                .until(() -> !source.page().isReady() && !sink.page().isReady());
        assertThat(source.page().problems()).contains("Danube does not take records for " + SourceToml.TOPIC);
        assertThat(sink.page().problems()).contains("no stream for " + SourceToml.TOPIC);
        waiting("both go on saying so", duration.plusSeconds(1))
                .during(duration)
                .until(() -> !source.page().isReady() && !sink.page().isReady());
        assertTheTruth();
    }

    private void assertSourceIsUnreadyFor(Duration duration) throws Exception {
        waiting("the source says that it is not ready", SOON)
                .until(() -> !source.page().isReady());
        waiting("it goes on saying so", duration.plusSeconds(1))
                .during(duration)
                .until(() -> !source.page().isReady());
        assertTheTruth();
    }

    private void assertBothStayReadyFor(Duration duration) throws Exception {
        waiting("both stay ready", duration.plusSeconds(1))
                .during(duration)
                .until(() -> source.page().isReady() && sink.page().isReady());
        assertTheTruth();
    }

    /**
     * Who waits for an answer says so after three seconds, long before any call is given up. If a PING was under way by
     * chance, its connection has been given up by then, and who waits says that instead.
     */
    private void assertSilenceShowsWhileNothingPassesFor(Duration duration) throws Exception {
        long before = stored();
        long begun = System.nanoTime();
        waiting("the source says so", NOTICED_SILENCE)
                .untilAsserted(() -> assertIsUnreadySince(
                        source,
                        "Danube has not answered publishes to " + SourceToml.TOPIC,
                        "Danube does not take records for " + SourceToml.TOPIC));
        waiting("the sink says so if it waits", NOTICED_SILENCE).untilAsserted(() -> {
            // One to which nobody owes an answer cannot know yet; one that still writes will be owed one.
            if (sink.page().detail().getLong("held_records") > 0) {
                assertIsUnreadySince(
                        sink,
                        "Danube has not answered acknowledgements of " + SourceToml.TOPIC,
                        "no stream for " + SourceToml.TOPIC);
            }
        });
        waiting("nothing passes", duration.plusSeconds(1)).until(() -> {
            assertThat(stored()).isEqualTo(before);
            return System.nanoTime() - begun >= duration.toNanos();
        });
        assertTheTruth();
    }

    private static void assertIsUnreadySince(Stage stage, String... eitherReason) throws Exception {
        assertThat(stage.page().problems())
                .anyMatch(problem -> Stream.of(eitherReason).anyMatch(problem::contains));
        assertThat(stage.page().isReady()).isFalse();
    }

    /** In the middle of it: no acknowledgement without a stored record, no delivery unaccounted for. */
    private void assertTheTruth() throws Exception {
        assertThat(source.page().counter(SourceToml.ACKNOWLEDGED))
                .as("acknowledged to MQTT, of those stored")
                .isLessThanOrEqualTo(stored());
        Accounts.assertNothingIsUnaccountedForIn(sink);
    }

    private void assertEverythingArrivedAndAddsUp(FaultDrill drill, int breaks) throws Exception {
        output.expect(load.end());
        waiting("all messages in the file", LIMIT).until(() -> output.read().isComplete());
        Accounts.assertSourceAddsUp(source);
        Accounts.assertSinkAddsUp(sink);
        Accounts.assertNoGaps(sink);
        output.read().assertCompleteAndInOrder();
        System.out.println("NetworkFaultsIT: " + output + "; " + drill);

        JsonObject published = source.page().detail();
        assertThat(published.getLong("published"))
                .as("each message is confirmed once")
                .isEqualTo(output.distinct());
        assertThat(output.lines()).as("each stored record is written once").isEqualTo((int) stored());
        assertThat(output.duplicates())
                .as("what was stored without an answer, once per break")
                .isLessThanOrEqualTo(breaks * MOST_REPETITIONS_OF_A_BREAK);
        source.process().assertNothingUnexpectedWasLogged();
        sink.process().assertNothingUnexpectedWasLogged();
    }
}
