package com.danubemessaging.connect.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Brokers that are away at start, or for a while: the processes stay and go on by themselves. */
class BrokersComeAndGoIT extends PipelineTest {

    private static final LoadPlan PLAN = LoadPlan.of(10, 1000, 1024).atRate(2000);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void nothingIsLostWhenMosquittoRestarts() throws Exception {
        Stage source = startSource().awaitReady();
        startSink().awaitReady();
        OutputFile output = new OutputFile(output(), PLAN);
        startLoad(PLAN);
        waiting("a quarter is written", LIMIT).until(() -> output.read().distinct() > PLAN.total() / 4);

        mosquitto.stop();
        waiting("the source is not ready", LIMIT).until(() -> !source.page().isReady());
        mosquitto.start();

        waiting("all messages in the file", LIMIT).until(() -> output.read().isComplete());
        output.assertCompleteAndInOrder();
        source.awaitReady().process().assertNothingUnexpectedWasLogged();
    }

    @Test
    void aTopicThatMovesThreeTimesInARowIsFollowedEachTime() throws Exception {
        LoadPlan plan = LoadPlan.endless(10, 1024).atRate(500);
        Stage source = startSource().awaitReady();
        Stage sink = startSink().awaitReady();
        OutputFile output = new OutputFile(output(), plan);
        MqttLoad load = startLoad(plan);
        waiting("messages flow", LIMIT).until(() -> output.read().distinct() > 500);
        FaultDrill drill =
                new FaultDrill(this::stored, () -> (long) output.read().distinct(), source, sink);

        for (int move = 1; move <= 3; move++) {
            drill.endure(
                    "move " + move,
                    () -> danube.faults().moveTopic(SourceToml.TOPIC).await(10, SECONDS));
        }

        output.expect(load.end());
        waiting("all messages in the file", LIMIT).until(() -> output.read().isComplete());
        output.assertCompleteAndInOrder();
        Accounts.assertSinkAddsUp(sink);
        Accounts.assertNoGaps(sink);
        System.out.println("BrokersComeAndGoIT: " + output + "; " + drill);
        assertThat(output.duplicates())
                .as("stored without an answer when the topic moved: of each device one record, each time")
                .isLessThanOrEqualTo(3 * plan.devices());
        sink.process().assertNothingUnexpectedWasLogged();
    }

    @Test
    void theSourceWaitsForMosquitto() throws Exception {
        mosquitto.stop();
        Stage source = startSource();
        source.process().awaitLine("Connection refused");
        assertThat(source.page().readiness().encode()).contains("127.0.0.1:" + mosquitto.port());

        mosquitto.start();

        source.awaitReady();
        startSink().awaitReady();
        assertOneMessagePasses();
    }

    @Test
    void bothWaitForDanube() throws Exception {
        danube.stopListening().await(10, SECONDS);
        Stage source = startSource();
        Stage sink = startSink();
        source.process().awaitLine("has not succeeded yet");
        sink.process().awaitLine("has not succeeded yet");
        assertThat(source.page().isReady()).isFalse();
        assertThat(sink.page().isReady()).isFalse();

        danube.resumeListening().await(10, SECONDS);

        source.awaitReady();
        sink.awaitReady();
        assertOneMessagePasses();
    }

    private void assertOneMessagePasses() throws Exception {
        closedLater(Publisher.connect(vertx, mosquitto.port())).publish("fleet/d0", "{\"celsius\":21.5}");
        waiting("the message in the file", LIMIT).until(() -> Lines.of(output()).size() == 1);
        assertThat(Lines.of(output()).get(0).getJsonObject("payload").getDouble("celsius"))
                .isEqualTo(21.5);
    }
}
