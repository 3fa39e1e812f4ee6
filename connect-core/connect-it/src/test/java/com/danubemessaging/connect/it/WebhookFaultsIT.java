package com.danubemessaging.connect.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import com.danubemessaging.connect.testkit.LoopbackProxy;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import com.danubemessaging.embedded.HeldCalls;
import com.danubemessaging.embedded.model.BrokerCall;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Execution;

/**
 * What networks on both sides, a broker and an operating system do to the webhook source, while senders send. Each
 * sender repeats its event until it is answered 200. The tests mostly wait, and do so together.
 */
class WebhookFaultsIT extends WebhookTest {

    private static final LoadPlan PLAN = LoadPlan.endless(10, 1024).atRate(150);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** Within it a connection that was ended must show in readiness. */
    private static final Duration SOON = Duration.ofSeconds(3);

    /** Three seconds, and one for a busy machine to make a call in, and to look. */
    private static final Duration NOTICED_SILENCE = Duration.ofSeconds(4);

    /** {@code server.timeout_seconds}. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** Beyond the time-out, for a busy machine. */
    private static final Duration LATE = Duration.ofMillis(1500);

    /**
     * What is unconfirmed when a connection breaks: of each sender one record. Each may be stored, and the connector
     * publishes it again by itself as long as its request waits.
     */
    private static final int MOST_REPETITIONS_OF_A_BREAK = PLAN.devices();

    @SuppressWarnings("NullAway.Init") // set before each test
    private LoopbackProxy network;

    @SuppressWarnings("NullAway.Init") // set before each test
    private LoopbackProxy sendersNetwork;

    @SuppressWarnings("NullAway.Init") // set before each test
    private WebhookToml toml;

    @SuppressWarnings("NullAway.Init") // set by begin()
    private Stage webhook;

    @SuppressWarnings("NullAway.Init") // set by begin()
    private EventBook book;

    @SuppressWarnings("NullAway.Init") // set by begin()
    private HttpLoad load;

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

    @BeforeEach
    void prepare() throws Exception {
        toml = webhookToml().withServerLines("timeout_seconds = " + TIMEOUT.toSeconds());
        sendersNetwork = networkTo(toml.port());
    }

    private FaultDrill begin() throws Exception {
        webhook = startWebhook(toml).awaitReady();
        book = openBook(PLAN);
        load = HttpLoad.start(vertx, sendersNetwork.port(), PLAN);
        waiting("events flow", LIMIT).until(() -> load.taken() > 100 && book.records() > 100);
        return new FaultDrill(this::stored, () -> (long) load.taken(), webhook);
    }

    @Test
    @Execution(CONCURRENT)
    void aNetworkThatBreaksStallsOrCrawlsOnTheWayToDanubeLosesNothingThatWasAnswered() throws Exception {
        FaultDrill drill = begin();

        drill.endure("a reset", () -> network.reset().await(10, SECONDS));
        drill.endure(
                "a cut of 3 s",
                () -> network.cut().await(10, SECONDS),
                () -> assertIsUnreadyFor(Duration.ofSeconds(3), "Danube does not take records for " + SourceToml.TOPIC),
                () -> network.heal().await(10, SECONDS));
        drill.endure(
                "a black hole of 5 s",
                () -> network.blackHole().await(10, SECONDS),
                () -> assertSilenceShowsWithin(Duration.ofSeconds(5)),
                () -> network.heal().await(10, SECONDS));
        drill.endure(
                "64 KiB/s for 2 s",
                () -> network.throttle(64 * 1024).await(10, SECONDS),
                () -> assertStaysReadyFor(Duration.ofSeconds(2)),
                () -> network.heal().await(10, SECONDS));
        drill.endure(
                "200 ms of delay for 2 s",
                () -> network.delay(Duration.ofMillis(200)).await(10, SECONDS),
                () -> assertStaysReadyFor(Duration.ofSeconds(2)),
                () -> network.heal().await(10, SECONDS));

        assertAnswersCameInTime();
        assertEverythingArrivedAndAddsUp(drill, 3);
    }

    @Test
    @Execution(CONCURRENT)
    void aBrokerThatRestartsATopicThatMovesAndAFrozenProcessLoseNothingThatWasAnswered() throws Exception {
        FaultDrill drill = begin();
        LoopbackProxy elsewhere = networkTo(danube.port());

        drill.endure("a restart", () -> danube.restart().await(10, SECONDS));
        drill.endure(
                "a move to another address after draining for 3 s",
                () -> danube.faults().drainTopic(SourceToml.TOPIC).await(10, SECONDS),
                () -> assertIsUnreadyFor(Duration.ofSeconds(3), "Danube does not take records for " + SourceToml.TOPIC),
                () -> danube.faults()
                        .moveTopic(SourceToml.TOPIC, url(elsewhere))
                        .await(10, SECONDS));
        assertAnswersCameInTime();
        drill.endure(
                "frozen for 5 s",
                () -> webhook.process().signal(Signal.STOP),
                () -> assertNothingIsAnsweredFor(Duration.ofSeconds(5)),
                () -> webhook.process().signal(Signal.CONT));

        assertEverythingArrivedAndAddsUp(drill, 3);
    }

    @Test
    @Execution(CONCURRENT)
    void sendersWhoseConnectionsBreakMayRepeatWhatHasANameAndNothingIsStoredTwice() throws Exception {
        toml = toml.withServerLines("timeout_seconds = 20").withTables(WebhookToml.NAMED_EVENTS);
        FaultDrill drill = begin();

        for (int i = 0; i < 3; i++) {
            HeldCalls held = danube.faults()
                    .holdReplies(BrokerCall.SEND_MESSAGE, SourceToml.TOPIC)
                    .await(10, SECONDS);
            drill.endure(
                    "connections that break before the answer",
                    () -> held.first().await(20, SECONDS),
                    () -> {
                        int before = load.tally().ofBroken();
                        sendersNetwork.reset().await(10, SECONDS);
                        waiting("senders see it", SOON).until(() -> load.tally().ofBroken() > before);
                    },
                    () -> held.release().await(10, SECONDS));
        }
        drill.endure(
                "a cut of 2 s",
                () -> sendersNetwork.cut().await(10, SECONDS),
                () -> assertStaysReadyFor(Duration.ofSeconds(2)),
                () -> sendersNetwork.heal().await(10, SECONDS));
        drill.endure(
                "a black hole of 3 s",
                () -> sendersNetwork.blackHole().await(10, SECONDS),
                () -> assertStaysReadyFor(Duration.ofSeconds(3)),
                () -> sendersNetwork.heal().await(10, SECONDS));
        drill.endure(
                "8 KiB/s for 2 s",
                () -> sendersNetwork.throttle(8 * 1024).await(10, SECONDS),
                () -> assertStaysReadyFor(Duration.ofSeconds(2)),
                () -> sendersNetwork
                        .reset()
                        .compose(cut -> sendersNetwork.heal())
                        .await(10, SECONDS));

        assertThat(requests(webhook, "repeated"))
                .as("repetitions of what was being published")
                .isPositive();
        assertEverythingArrivedAndAddsUp(drill, 0);
        assertThat(load.tally().of(503)).as("answered 503").isZero();
        assertThat(book.duplicates()).as("stored twice").isZero();
    }

    @Test
    @EnabledIfSystemProperty(named = "it.soak", matches = "true")
    void aBlackHoleOfThirtySecondsShowsInReadinessAndLosesNothing() throws Exception {
        FaultDrill drill = begin();

        drill.endure(
                "a black hole of 30 s",
                () -> network.blackHole().await(10, SECONDS),
                () -> assertSilenceShowsWithin(Duration.ofSeconds(30)),
                () -> network.heal().await(10, SECONDS));

        assertAnswersCameInTime();
        // A call is given up after 10 s, and what the network kept arrives in the end.
        assertEverythingArrivedAndAddsUp(drill, 3);
    }

    private void assertIsUnreadyFor(Duration duration, String problem) throws Exception {
        waiting("it says that it is not ready", SOON)
                .until(() ->
                        !webhook.page().isReady() && webhook.page().problems().contains(problem));
        waiting("it goes on saying so", duration.plusSeconds(1))
                .during(duration)
                .until(() -> !webhook.page().isReady());
        assertThat(takesEvents(toml)).as("ready for senders").isFalse();
        assertTheTruth();
    }

    private void assertStaysReadyFor(Duration duration) throws Exception {
        waiting("it stays ready", duration.plusSeconds(1))
                .during(duration)
                .until(() -> webhook.page().isReady() && takesEvents(toml));
        assertTheTruth();
    }

    /** Who waits for an answer says so after three seconds, and tells senders after their time-out. */
    private void assertSilenceShowsWithin(Duration duration) throws Exception {
        long begun = System.nanoTime();
        int refused = load.tally().of(503);
        waiting("it says so", NOTICED_SILENCE).untilAsserted(() -> assertThat(
                        webhook.page().problems())
                // The second, if a PING was under way by chance: then the connection has been given up by now.
                .anyMatch(problem -> problem.contains("Danube has not answered publishes to " + SourceToml.TOPIC)
                        || problem.contains("Danube does not take records for " + SourceToml.TOPIC)));
        assertThat(webhook.page().isReady()).as("ready").isFalse();
        assertThat(takesEvents(toml)).as("ready for senders").isFalse();
        assertThat(load.tally().of(503)).as("answered 503").isGreaterThan(refused);
        int taken = load.taken();
        waiting("nothing is taken", duration.plusSeconds(1)).until(() -> {
            assertThat(load.taken()).isEqualTo(taken);
            return System.nanoTime() - begun >= duration.toNanos();
        });
        assertTheTruth();
    }

    private void assertNothingIsAnsweredFor(Duration duration) {
        int taken = load.taken();
        waiting("nothing is answered", duration.plusSeconds(1))
                .during(duration)
                // What was on its way may still arrive.
                .until(() -> load.taken() <= taken + PLAN.devices());
    }

    /** In the middle of it: no answer with 200 without a stored record. */
    private void assertTheTruth() throws Exception {
        int taken = load.taken();
        assertThat(stored()).as("stored, of those answered 200").isGreaterThanOrEqualTo(taken);
    }

    private void assertAnswersCameInTime() {
        assertThat(load.tally().slowest()).as("the slowest answer").isLessThan(TIMEOUT.plus(LATE));
    }

    private void assertEverythingArrivedAndAddsUp(FaultDrill drill, int breaks) throws Exception {
        List<Integer> sent = load.end();
        book.expect(sent);
        waiting("everything is read", LIMIT).until(() -> isRead(book));
        System.out.println("WebhookFaultsIT: " + book + "; " + load.tally() + "; " + drill);
        book.assertCompleteAndInOrder();
        assertAddsUp(webhook, load.tally(), book);
        JsonObject counts = webhook.page().detail();
        assertThat(stored() - counts.getLong("published"))
                .as("stored without an answer: given up at a deadline, or published again after a break: %s", counts)
                .isBetween(0L, counts.getLong("unknown") + (long) breaks * MOST_REPETITIONS_OF_A_BREAK);
        assertThat(book.duplicates())
                .as("events that are there once more, of requests that were not answered 200, and breaks")
                .isLessThanOrEqualTo(load.tally().notTaken() + breaks * MOST_REPETITIONS_OF_A_BREAK);
        webhook.process().assertNoErrorWasLogged();
    }
}
