package com.danubemessaging.connect.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.it.sink.TargetSinkProvider;
import com.danubemessaging.connect.it.sink.Verdict;
import com.danubemessaging.embedded.HeldCalls;
import com.danubemessaging.embedded.model.BrokerCall;
import com.danubemessaging.embedded.model.SubscriptionStats;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** SIGKILL to a sink at the moments that matter, each of them held still, while devices publish. */
class SinkHaltPointsIT extends PipelineTest {

    private static final LoadPlan PLAN = LoadPlan.endless(10, 1024).atRate(200);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String POISONED_KEY = "fleet/d99";

    @SuppressWarnings("NullAway.Init") // set before it is used
    private Stage source;

    @SuppressWarnings("NullAway.Init") // set before it is used
    private Stage sink;

    /** What may be written twice so far: delivered when the sink was killed, and not acknowledged to Danube. */
    private int mostDuplicates;

    /** What is written twice for certain. */
    private int leastDuplicates;

    @Test
    void nothingIsLostAndOnlyWhatWasUnacknowledgedIsWrittenTwice() throws Exception {
        TargetServer target = closedLater(TargetServer.start(vertx, PLAN));
        source = startSource().awaitReady();
        sink = startTargetSink(target, Duration.ofMinutes(5)).awaitReady();
        DeadLetterReader letters =
                closedLater(DeadLetterReader.open(vertx, danube.serviceUrl(), TargetToml.DEAD_LETTER_TOPIC));
        MqttLoad load = startLoad(PLAN);
        waiting("messages flow", LIMIT).until(() -> target.book().distinct() > 300);
        FaultDrill drill =
                new FaultDrill(this::stored, () -> (long) target.book().distinct(), source, sink);

        drill.endure("SIGKILL after write, before ack", this::killBeforeTheAck, this::restart, () -> {});
        drill.endure("SIGKILL in mid-batch", () -> killInMidBatch(target), this::restart, () -> {});
        drill.endure("SIGKILL during shutdown", this::killDuringShutdown, this::restart, () -> {});
        waiting("what has piled up is written", LIMIT)
                .until(() -> target.book().lines() > stored() - PLAN.ratePerSecond());
        target.behave(batch -> batch.answer(key -> key.equals(POISONED_KEY) ? Verdict.RETRY : Verdict.DONE));
        drill.endure(
                "SIGKILL before a dead letter is stored",
                () -> killWhileDeadLettering(danube.faults()
                        .holdCalls(BrokerCall.SEND_MESSAGE, TargetToml.DEAD_LETTER_TOPIC)
                        .await(10, SECONDS)),
                this::restart,
                () -> waiting("the letter", LIMIT)
                        .until(() -> letters.messages().size() == 1));
        drill.endure(
                "SIGKILL after a dead letter is stored",
                () -> killWhileDeadLettering(danube.faults()
                        .holdReplies(BrokerCall.SEND_MESSAGE, TargetToml.DEAD_LETTER_TOPIC)
                        .await(10, SECONDS)),
                this::restart,
                () -> waiting("the letter, twice", LIMIT)
                        .until(() -> letters.messages().size() == 3));

        target.book().expect(load.end());
        waiting("all messages in the target", LIMIT).until(() -> target.book().isComplete());
        Accounts.assertSourceAddsUp(source);
        Accounts.assertSinkAddsUp(sink);
        Accounts.assertNoGaps(sink);
        target.book().assertCompleteAndInOrder();
        System.out.printf("SinkHaltPointsIT: %s, at most %d; %s%n", target.book(), mostDuplicates, drill);
        assertThat(target.book().duplicates()).as("duplicates").isBetween(leastDuplicates, mostDuplicates);
        assertThat(letters.messages())
                .as("dead letters of two records, one of them twice")
                .hasSize(3);
    }

    private void killBeforeTheAck() throws Exception {
        HeldCalls held =
                danube.faults().holdCalls(BrokerCall.ACK, SourceToml.TOPIC).await(10, SECONDS);
        held.first().await(60, SECONDS);
        leastDuplicates += 1;
        kill();
        held.drop().await(10, SECONDS);
    }

    private void killInMidBatch(TargetServer target) throws Exception {
        Promise<Integer> half = Promise.promise();
        target.behave(batch -> {
            if (half.future().isComplete()) {
                return;
            }
            if (batch.size() == 1) {
                batch.answer(anything -> Verdict.DONE);
                return;
            }
            batch.write(batch.size() / 2);
            half.complete(batch.size() / 2);
        });
        Future<Integer> written = half.future();
        leastDuplicates += written.await(60, SECONDS);
        kill();
        target.behave(TargetServer.WELL);
    }

    private void killDuringShutdown() throws Exception {
        HeldCalls held =
                danube.faults().holdCalls(BrokerCall.ACK, SourceToml.TOPIC).await(10, SECONDS);
        held.first().await(60, SECONDS);
        leastDuplicates += 1;
        sink.process().signal(Signal.TERM);
        sink.process().awaitLine("SIGTERM received: stopping");
        kill();
        held.drop().await(10, SECONDS);
    }

    private void killWhileDeadLettering(HeldCalls held) throws Exception {
        closedLater(Publisher.connect(vertx, mosquitto.port())).publish(POISONED_KEY, "{\"poison\":true}");
        held.first().await(60, SECONDS);
        kill();
        held.drop().await(10, SECONDS);
    }

    /** Kills it, and counts what its death leaves delivered but not acknowledged. */
    private void kill() throws Exception {
        sink.kill();
        waiting("Danube has noticed", LIMIT)
                .until(() -> subscription().activeConsumers().isEmpty());
        mostDuplicates += subscription().unacked();
        assertThat(sink.page().isReady()).as("ready").isFalse();
        assertThat(source.page().isReady())
                .as("the source, which goes on, is ready")
                .isTrue();
    }

    private SubscriptionStats subscription() throws Exception {
        return danube.topic(SourceToml.TOPIC).await(10, SECONDS).subscription(TargetSinkProvider.SUBSCRIPTION);
    }

    private void restart() throws Exception {
        sink.startAgain().awaitReady();
    }
}
