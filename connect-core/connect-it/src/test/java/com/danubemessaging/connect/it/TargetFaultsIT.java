package com.danubemessaging.connect.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import com.danubemessaging.connect.it.sink.TargetSinkProvider;
import com.danubemessaging.connect.it.sink.Verdict;
import com.danubemessaging.embedded.model.SubscriptionStats;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/** What the system behind a sink does to it, while devices publish. The tests mostly wait, and do so together. */
class TargetFaultsIT extends PipelineTest {

    private static final LoadPlan PLAN = LoadPlan.endless(10, 1024).atRate(300);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration SOON = Duration.ofSeconds(3);
    private static final Duration A_WHILE = Duration.ofSeconds(3);

    /** Longer than the broker waits before it delivers again (30 s), and than the sink makes it wait (20 s). */
    private static final Duration OUTAGE = Duration.ofSeconds(Boolean.getBoolean("it.soak") ? 240 : 45);

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(3);
    private static final String DOWN = "the target does not take records";

    @SuppressWarnings("NullAway.Init") // set by begin()
    private Stage source;

    @SuppressWarnings("NullAway.Init") // set by begin()
    private Stage sink;

    @SuppressWarnings("NullAway.Init") // set by begin()
    private TargetServer target;

    @SuppressWarnings("NullAway.Init") // set by begin()
    private MqttLoad load;

    private FaultDrill begin(LoadPlan plan) throws Exception {
        target = closedLater(TargetServer.start(vertx, plan));
        source = startSource().awaitReady();
        sink = startTargetSink(target, CALL_TIMEOUT).awaitReady();
        load = startLoad(plan);
        waiting("messages flow", LIMIT).until(() -> target.book().distinct() > 300);
        return new FaultDrill(this::stored, () -> (long) target.book().distinct(), source, sink);
    }

    @Test
    @Execution(CONCURRENT)
    void aTargetThatIsSlowOrFailsSingleRecordsHoldsBackNothingElse() throws Exception {
        FaultDrill drill = begin(PLAN);
        AtomicInteger failures = new AtomicInteger();
        DeadLetterReader letters =
                closedLater(DeadLetterReader.open(vertx, danube.serviceUrl(), TargetToml.DEAD_LETTER_TOPIC));

        drill.endure(
                "a target that takes 300 ms for a batch",
                () -> target.behave(batch -> vertx.setTimer(300, ignored -> batch.answer(anything -> Verdict.DONE))),
                this::assertBothStayReady,
                () -> target.behave(TargetServer.WELL));
        drill.endure(
                "every tenth record failing",
                () -> target.behave(failingEveryTenth(failures)),
                this::assertBothStayReady,
                () -> target.behave(TargetServer.WELL));
        drill.endure(
                "one key failing for ever",
                () -> {
                    target.behave(batch -> batch.answer(key -> key.equals("fleet/d99") ? Verdict.RETRY : Verdict.DONE));
                    Publisher publisher = closedLater(Publisher.connect(vertx, mosquitto.port()));
                    for (int i = 0; i < 3; i++) {
                        publisher.publish("fleet/d99", "{\"poison\":" + i + "}");
                    }
                },
                () -> {
                    int before = target.book().distinct();
                    waiting("its records are in the dead letter topic", LIMIT)
                            .until(() -> letters.messages().size() == 3);
                    assertThat(target.book().distinct()).as("the others go on").isGreaterThan(before + 10);
                    assertThat(sink.page().isReady()).as("ready").isTrue();
                },
                () -> target.behave(TargetServer.WELL));

        assertEverythingArrivedOnceAndAddsUp(drill, 3);
        assertThat(sink.page().detail().getLong("retries"))
                .as("one for each tenth record, three for each record of the key")
                .isEqualTo(failures.get() + 3 * 3);
    }

    /** Fails every tenth record once: one that happened to fail four times would be a dead letter, and rightly so. */
    private static TargetServer.Manners failingEveryTenth(AtomicInteger failures) {
        AtomicInteger records = new AtomicInteger();
        Set<String> triedAgain = ConcurrentHashMap.newKeySet();
        return batch -> batch.answer(key -> {
            if (triedAgain.remove(key) || records.incrementAndGet() % 10 != 0) {
                return Verdict.DONE;
            }
            triedAgain.add(key);
            failures.incrementAndGet();
            return Verdict.RETRY;
        });
    }

    @Test
    @Execution(CONCURRENT)
    void aTargetThatIsDownForLongerThanTheBrokersPatienceIsProbedAndGetsEverythingOnce() throws Exception {
        FaultDrill drill = begin(PLAN.atRate(100));
        AtomicInteger probes = new AtomicInteger();

        drill.endure(
                "a target down for " + OUTAGE.toSeconds() + " s",
                () -> target.behave(batch -> {
                    probes.incrementAndGet();
                    batch.refuse();
                }),
                () -> {
                    waiting("the sink says so", SOON)
                            .until(() -> sink.page().problems().contains(DOWN));
                    waiting("it goes on saying so", OUTAGE.plusSeconds(1))
                            .during(OUTAGE)
                            .until(() -> !sink.page().isReady());
                    assertThat(source.page().isReady())
                            .as("the source is ready")
                            .isTrue();
                    Accounts.assertNothingIsUnaccountedForIn(sink);
                },
                () -> target.behave(TargetServer.WELL));

        System.out.println("TargetFaultsIT: " + probes + " probes in " + OUTAGE.toSeconds() + " s");
        assertThat(probes.get())
                .as("probes, at least one a second")
                .isGreaterThanOrEqualTo((int) OUTAGE.toSeconds() - 1);
        sink.process().awaitLine("the stream is closed for a while (PATIENCE)");
        assertEverythingArrivedOnceAndAddsUp(drill, 0);
        SubscriptionStats broker =
                danube.topic(SourceToml.TOPIC).await(10, SECONDS).subscription(TargetSinkProvider.SUBSCRIPTION);
        assertThat(broker.blocked()).as("the broker gave the subscription up").isFalse();
    }

    @Test
    @Execution(CONCURRENT)
    void aCallThatDoesNotReturnIsInterruptedAndOneThatIgnoresThatEndsTheProcess() throws Exception {
        FaultDrill drill = begin(PLAN);

        drill.endure(
                "a target that does not answer",
                () -> target.behave(batch -> {}),
                () -> {
                    sink.process().awaitLine("a call of the connector took too long and was interrupted");
                    waiting("the sink says so", SOON)
                            .until(() -> sink.page().problems().contains(DOWN));
                    assertThat(sink.page().isReady()).as("ready").isFalse();
                },
                () -> target.behave(TargetServer.WELL));
        target.behave(batch -> batch.answer(ignored -> Verdict.HANG));
        assertThat(sink.process().awaitExit(CALL_TIMEOUT.plusSeconds(10 + 10))).isEqualTo(1);
        assertThat(sink.process().err()).singleElement().asString().contains("does not react to an interrupt");
        drill.endure(
                "a new process",
                () -> target.behave(TargetServer.WELL),
                () -> sink.startAgain().awaitReady(),
                () -> {});

        assertEverythingArrivedOnceAndAddsUp(drill, 0);
    }

    private void assertBothStayReady() throws Exception {
        waiting("both stay ready", A_WHILE.plusSeconds(1))
                .during(A_WHILE)
                .until(() -> source.page().isReady() && sink.page().isReady());
        Accounts.assertNothingIsUnaccountedForIn(sink);
    }

    private void assertEverythingArrivedOnceAndAddsUp(FaultDrill drill, int deadLetters) throws Exception {
        target.book().expect(load.end());
        waiting("all messages in the target", LIMIT).until(() -> target.book().isComplete());
        Accounts.assertSourceAddsUp(source);
        Accounts.assertSinkAddsUp(sink);
        Accounts.assertNoGaps(sink);
        System.out.println("TargetFaultsIT: " + target.book() + "; " + drill);
        target.book().assertCompleteAndInOrder();
        assertThat(target.book().duplicates()).as("duplicates").isZero();
        assertThat(target.book().lines() + deadLetters)
                .as("lines and dead letters, of the records stored")
                .isEqualTo((int) stored());
        assertThat(sink.page().detail().getLong("dead_lettered")).isEqualTo(deadLetters);
        source.process().assertNothingUnexpectedWasLogged();
        sink.process().assertNothingUnexpectedWasLogged();
    }
}
