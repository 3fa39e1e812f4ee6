package com.danubemessaging.connect.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.it.DeviceMessage.Form;
import com.danubemessaging.embedded.HeldCalls;
import com.danubemessaging.embedded.model.BrokerCall;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** SIGKILL to the source at the moments that matter, each of them held still, while devices publish. */
class SourceHaltPointsIT extends PipelineTest {

    private static final LoadPlan PLAN = LoadPlan.endless(10, 1024).atRate(200);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int TOO_LARGE_BYTES = 5 << 20;

    @SuppressWarnings("NullAway.Init") // set by begin()
    private AckGate gate;

    @SuppressWarnings("NullAway.Init") // set by begin()
    private Stage source;

    @SuppressWarnings("NullAway.Init") // set by begin()
    private Stage sink;

    @SuppressWarnings("NullAway.Init") // set by begin()
    private OutputFile output;

    /** What may come twice so far: stored when the source was killed, and not acknowledged to Mosquitto. */
    private int mostDuplicates;

    /** Messages that Mosquitto got an acknowledgement for without a record in the topic. */
    private int deadLettered;

    @Override
    SourceToml sourceToml() throws IOException {
        return new SourceToml(danubeUrl(), gate.port(), Ports.free(), "", SourceToml.FLEET_ROUTE);
    }

    @Test
    void nothingIsLostAndOnlyWhatWasUnacknowledgedComesTwice() throws Exception {
        gate = closedLater(AckGate.start(vertx, mosquitto.port()));
        source = startSource().awaitReady();
        sink = startSink().awaitReady();
        output = new OutputFile(output(), PLAN);
        DeadLetterReader letters =
                closedLater(DeadLetterReader.open(vertx, danube.serviceUrl(), SourceToml.DEAD_LETTER_TOPIC));
        MqttLoad load = startLoad(PLAN);
        waiting("messages flow", LIMIT).until(() -> output.read().distinct() > 300);
        FaultDrill drill =
                new FaultDrill(this::stored, () -> (long) output.read().distinct(), source, sink);

        drill.endure(
                "SIGKILL after publish, before PUBACK", this::killBeforeTheAcknowledgement, this::restart, () -> {});
        drill.endure("SIGKILL before the publish is answered", this::killBeforeTheAnswer, this::restart, () -> {});
        drill.endure(
                "SIGKILL while dead-lettering",
                () -> killWhileDeadLettering(letters),
                this::restart,
                () -> awaitLetter(letters));
        drill.endure("SIGKILL during shutdown", this::killDuringShutdown, this::restart, () -> {});

        output.expect(load.end());
        waiting("all messages in the file", LIMIT).until(() -> output.read().isComplete());
        Accounts.assertSourceAddsUp(source);
        Accounts.assertSinkAddsUp(sink);
        Accounts.assertNoGaps(sink);
        output.read().assertCompleteAndInOrder();
        System.out.printf("SourceHaltPointsIT: %s, at most %d; %s%n", output, mostDuplicates, drill);
        assertThat(output.duplicates()).as("duplicates").isBetween(2, mostDuplicates);
        assertThat(output.lines()).as("each stored record is written once").isEqualTo((int) stored());
        assertThat(letters.reassembled()).isEqualTo(new DeviceMessage(7, 0).payload(Form.JSON, TOO_LARGE_BYTES));
    }

    private void killBeforeTheAcknowledgement() throws Exception {
        Future<Void> withheld = gate.shut();
        withheld.await(60, SECONDS);
        kill();
        gate.open();
    }

    private void killBeforeTheAnswer() throws Exception {
        HeldCalls held = danube.faults()
                .holdReplies(BrokerCall.SEND_MESSAGE, SourceToml.TOPIC)
                .await(10, SECONDS);
        held.first().await(60, SECONDS);
        kill();
        held.drop().await(10, SECONDS);
    }

    private void killWhileDeadLettering(DeadLetterReader letters) throws Exception {
        HeldCalls held = danube.faults()
                .holdReplies(BrokerCall.SEND_MESSAGE, SourceToml.DEAD_LETTER_TOPIC)
                .await(10, SECONDS);
        closedLater(Publisher.connect(vertx, mosquitto.port()))
                .publish(
                        "fleet/d7",
                        new DeviceMessage(7, 0)
                                .payload(Form.JSON, TOO_LARGE_BYTES)
                                .toString(StandardCharsets.UTF_8));
        held.first().await(60, SECONDS);
        waiting("a part is in the dead letter topic", LIMIT)
                .until(() -> !letters.messages().isEmpty());
        assertThat(letters.parts().size()).as("parts stored, of several").isLessThan(letters.partsOfOne());
        kill();
        held.drop().await(10, SECONDS);
    }

    private void awaitLetter(DeadLetterReader letters) {
        waiting("the whole letter", LIMIT).until(() -> letters.parts().size() == letters.partsOfOne());
        deadLettered++;
    }

    private void killDuringShutdown() throws Exception {
        HeldCalls held = danube.faults()
                .holdCalls(BrokerCall.SEND_MESSAGE, SourceToml.TOPIC)
                .await(10, SECONDS);
        held.first().await(60, SECONDS);
        source.process().signal(Signal.TERM);
        source.process().awaitLine("SIGTERM received: stopping");
        kill();
        held.drop().await(10, SECONDS);
    }

    /** Kills it, and counts what its death leaves stored but not acknowledged. */
    private void kill() throws Exception {
        source.kill();
        AtomicLong last = new AtomicLong(-1);
        waiting("what the source had sent is stored and written", LIMIT)
                .until(() ->
                        last.getAndSet(stored()) == stored() && output.read().lines() == last.get());
        mostDuplicates += output.distinct() - (gate.passed() - deadLettered);
        assertThat(source.page().isReady()).as("ready").isFalse();
        assertThat(sink.page().isReady())
                .as("the sink, which has nothing to do, is ready")
                .isTrue();
    }

    private void restart() throws Exception {
        source.startAgain().awaitReady();
    }
}
