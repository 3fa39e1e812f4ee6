package com.danubemessaging.connect.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Danube goes away for 5 s in the middle of 20,000 messages. Upstream's source has then lost 15,000 messages that it
 * had acknowledged.
 */
class DanubeOutageIT extends PipelineTest {

    private static final LoadPlan PLAN = LoadPlan.of(20, 1000, 1024).atRate(2000);
    private static final LoadPlan HALF = LoadPlan.of(20, 500, 1024).atRate(2000);
    private static final Duration OUTAGE = Duration.ofSeconds(5);
    private static final Duration FLOWS_AGAIN = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @Test
    void acknowledgementsWaitAndNothingIsLostWhenDanubeCannotBeReached() throws Exception {
        Stage source = startSource().awaitReady();
        Stage sink = startSink().awaitReady();
        OutputFile output = new OutputFile(output(), PLAN);
        MqttLoad load = startLoad(PLAN);
        waiting("a quarter is in Danube", LIMIT).until(() -> published() > PLAN.total() / 4);

        danube.stopListening().await(10, SECONDS);
        long stored = published();
        waiting("acknowledgements wait", OUTAGE.plusSeconds(5))
                .during(OUTAGE)
                .until(() -> source.page().counter(SourceToml.ACKNOWLEDGED) <= stored
                        && !source.page().isReady());
        assertThat(load.acknowledged()).as("the devices went on").isGreaterThan((int) stored + 1000);
        danube.resumeListening().await(10, SECONDS);

        int written = output.read().distinct();
        waiting("messages flow again", FLOWS_AGAIN)
                .until(() -> published() > stored && output.read().distinct() > written);
        waiting("all messages in the file", LIMIT).until(() -> output.read().isComplete());
        output.assertCompleteAndInOrder();
        source.awaitReady();
        sink.awaitReady();
        source.process().assertNothingUnexpectedWasLogged();
        sink.process().assertNothingUnexpectedWasLogged();
    }

    @Test
    void nothingIsLostWhenDanubeRestarts() throws Exception {
        Stage source = startSource().awaitReady();
        Stage sink = startSink().awaitReady();
        OutputFile output = new OutputFile(output(), HALF);
        startLoad(HALF);
        waiting("a quarter is in Danube", LIMIT).until(() -> published() > HALF.total() / 4);

        danube.restart().await(10, SECONDS);

        int written = output.read().distinct();
        // A restarted broker counts from 0.
        waiting("messages flow again", FLOWS_AGAIN)
                .until(() -> published() > 0 && output.read().distinct() > written);
        waiting("all messages in the file", LIMIT).until(() -> output.read().isComplete());
        output.assertCompleteAndInOrder();
        source.process().assertNothingUnexpectedWasLogged();
        sink.process().assertNothingUnexpectedWasLogged();
    }
}
