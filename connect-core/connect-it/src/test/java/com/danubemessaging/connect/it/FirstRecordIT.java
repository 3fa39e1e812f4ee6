package com.danubemessaging.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How soon a connector works after its process was started. */
class FirstRecordIT extends PipelineTest {

    /** Measured: about 2 s each on two cores; the rest is for machines with other work. */
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void theFirstRecordMovesSecondsAfterTheStart() throws Exception {
        Stage source = startSource().awaitReady();
        Stage sink = startSink().awaitReady();
        stop(sink);
        stop(source);
        // Mosquitto keeps it for the source's session, and Danube for the sink's subscription.
        closedLater(Publisher.connect(vertx, mosquitto.port())).publish("fleet/d0", "{\"celsius\":21.5}");

        source.startAgain();
        waiting("the record in Danube", SOON)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> published() == 1);
        Duration ofSource = source.process().age();
        sink.startAgain();
        waiting("the line in the file", SOON)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> Lines.of(output()).size() == 1);
        Duration ofSink = sink.process().age();

        System.out.printf(
                "from the start of the process to its first record: source %d ms, sink %d ms%n",
                ofSource.toMillis(), ofSink.toMillis());
        assertThat(Lines.of(output()).get(0).getString("key")).isEqualTo("fleet/d0");
    }

    private static void stop(Stage stage) throws Exception {
        stage.process().signal(Signal.TERM);
        assertThat(stage.process().awaitExit(Duration.ofSeconds(10))).isZero();
    }
}
