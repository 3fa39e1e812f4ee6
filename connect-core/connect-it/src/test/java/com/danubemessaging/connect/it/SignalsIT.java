package com.danubemessaging.connect.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.embedded.model.BrokerCall;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** SIGTERM to either jar while messages flow. */
class SignalsIT extends PipelineTest {

    private static final LoadPlan PLAN = LoadPlan.of(10, 600, 1024).atRate(2000);
    private static final Duration CLEAN_STOP = Duration.ofSeconds(10);
    private static final Duration AT_ONCE = Duration.ofSeconds(3);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void theSourceDrainsEndsWithZeroAndComesBackWithoutARepetition() throws Exception {
        Stage source = startSource().awaitReady();
        startSink().awaitReady();
        OutputFile lines = new OutputFile(output(), PLAN);
        MqttLoad load = startLoad(PLAN);
        waiting("a quarter is out", LIMIT).until(() -> load.acknowledged() > PLAN.total() / 4);

        source.process().signal(Signal.TERM);

        assertThat(source.process().awaitExit(CLEAN_STOP)).isZero();
        source.process().assertNothingUnexpectedWasLogged();
        source.startAgain();
        waiting("all messages in the file", LIMIT).until(() -> lines.read().isComplete());
        lines.assertCompleteAndInOrder();
        assertThat(lines.duplicates())
                .as("messages published before and after the stop")
                .isZero();
    }

    @Test
    void theSinkDrainsEndsWithZeroAndComesBackWithoutARepetition() throws Exception {
        startSource().awaitReady();
        Stage sink = startSink().awaitReady();
        OutputFile lines = new OutputFile(output(), PLAN);
        startLoad(PLAN);
        waiting("a quarter is written", LIMIT).until(() -> lines.read().distinct() > PLAN.total() / 4);

        sink.process().signal(Signal.TERM);

        assertThat(sink.process().awaitExit(CLEAN_STOP)).isZero();
        sink.process().assertNothingUnexpectedWasLogged();
        sink.startAgain();
        waiting("all messages in the file", LIMIT).until(() -> lines.read().isComplete());
        lines.assertCompleteAndInOrder();
        assertThat(lines.duplicates())
                .as("messages written before and after the stop")
                .isZero();
    }

    @Test
    void aSecondSigtermEndsTheSourceAtOnce() throws Exception {
        Stage source = startSource().awaitReady();
        MqttLoad load = startLoad(PLAN);
        waiting("messages flow", LIMIT).until(() -> published() > 100);
        danube.stopListening().await(10, SECONDS);
        int before = load.acknowledged();
        waiting("messages wait inside the source", LIMIT).until(() -> load.acknowledged() > before + 100);

        assertSecondSignalEndsAtOnce(source);
    }

    @Test
    void aSecondSigtermEndsTheSinkAtOnce() throws Exception {
        startSource().awaitReady();
        Stage sink = startSink().awaitReady();
        danube.faults().loseReplies(BrokerCall.ACK, 1_000_000).await(10, SECONDS);
        OutputFile lines = new OutputFile(output(), PLAN);
        startLoad(PLAN);
        waiting("something is written and not acknowledged", LIMIT)
                .until(() -> lines.read().distinct() > 5);

        assertSecondSignalEndsAtOnce(sink);
    }

    private static void assertSecondSignalEndsAtOnce(Stage stage) throws Exception {
        stage.process().signal(Signal.TERM);
        stage.process().awaitLine("SIGTERM received: stopping");

        stage.process().signal(Signal.TERM);

        assertThat(stage.process().awaitExit(AT_ONCE)).isEqualTo(143);
        stage.process().awaitLine("SIGTERM received again");
    }
}
