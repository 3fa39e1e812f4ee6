package com.danubemessaging.connect.runtime;

import static com.danubemessaging.connect.runtime.CollectingSink.reading;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.danubemessaging.connect.api.BatchResult;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.vertx.client.OutgoingMessage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A broker that goes away, skips, repeats, or gives the stream to somebody else. */
class SinkOutageTest extends RuntimeFixture {

    @ParameterizedTest
    @ValueSource(strings = {"outage", "restart", "move", "cut streams"})
    void losesNothingAndWritesInOrderWhenTheBrokerGoesAwayInMidStream(String how) throws Exception {
        CollectingSink sink = new CollectingSink(reading(TOPIC));
        producer(TOPIC);
        RunningConnector running = deployReady(config("writer"), sink);
        List<Future<?>> sent = new ArrayList<>();
        for (int i = 0; i < 240; i++) {
            sent.add(
                    producer(TOPIC).send(OutgoingMessage.of(Integer.toString(i)).withRoutingKey("k")));
            if (i == 100) {
                until(() -> sink.records.size() > 10);
                disturb(how);
            }
        }
        Future.all(sent).await(30, SECONDS);

        until(() -> sink.records.stream()
                        .map(record -> record.payloadString())
                        .distinct()
                        .count()
                == 240);
        List<Integer> firsts =
                sink.payloads().stream().map(Integer::valueOf).distinct().toList();
        assertThat(firsts).isSorted();
        awaitReady(running);
    }

    private void disturb(String how) throws Exception {
        switch (how) {
            case "outage" -> {
                danube.stopListening().await(10, SECONDS);
                danube.resumeListening().await(10, SECONDS);
            }
            case "restart" -> danube.restart().await(10, SECONDS);
            case "move" -> danube.faults().moveTopic(TOPIC).await(10, SECONDS);
            default -> danube.faults().resetStreams().await(10, SECONDS);
        }
    }

    @Test
    void isNotReadyWhileTheBrokerIsAway() throws Exception {
        producer(TOPIC);
        RunningConnector running = deployReady(config("writer"), new CollectingSink(reading(TOPIC)));

        danube.stopListening().await(10, SECONDS);

        until(() -> problems(running).contains("no stream for " + TOPIC));
        danube.resumeListening().await(10, SECONDS);
        awaitReady(running);
    }

    @Test
    void writesARecordOnceThatTheBrokerDeliversTwice() throws Exception {
        CollectingSink sink = new CollectingSink(reading(TOPIC));
        producer(TOPIC);
        RunningConnector running = deployReady(config("writer"), sink);
        publish(TOPIC, "first");
        danube.faults().duplicate(TOPIC, "all", 5).await(5, SECONDS);

        publish(TOPIC, "1", "2", "3", "4", "5");

        until(() -> count(running, "duplicates") == 5);
        assertThat(sink.payloads()).containsExactly("first", "1", "2", "3", "4", "5");
    }

    @Test
    void writesARecordOnceThatComesAgainAfterItsAcknowledgementWasLost() throws Exception {
        Promise<Void> gate = Promise.promise();
        CollectingSink sink =
                new CollectingSink(reading(TOPIC), batch -> gate.future().map(BatchResult.allDone(batch.size())));
        producer(TOPIC);
        RunningConnector running = deployReady(config("writer"), sink);
        // Two, because a delivery with offset 0 is never suppressed.
        publish(TOPIC, "0", "1");
        until(() -> count(running, "held_records") == 2);

        danube.stopListening().await(5, SECONDS);
        gate.complete();
        until(() -> count(running, "written") == 2);
        danube.resumeListening().await(5, SECONDS);

        until(() -> count(running, "held_records") == 0);
        publish(TOPIC, "2");
        until(() -> sink.payloads().contains("2"));
        assertThat(sink.payloads()).containsOnlyOnce("1");
    }

    @Test
    void reportsRecordsThatTheBrokerSkipped() throws Exception {
        CollectingSink sink = new CollectingSink(reading(TOPIC));
        producer(TOPIC);
        RunningConnector running = deployReady(config("writer"), sink);
        publish(TOPIC, "0", "1");
        until(() -> sink.records.size() == 2);
        danube.faults().skip(TOPIC, "all", 3).await(5, SECONDS);

        publish(TOPIC, "2", "3", "4", "5");

        until(() -> sink.records.size() == 3);
        assertThat(sink.payloads()).containsExactly("0", "1", "5");
        until(() -> count(running, "gap_records") == 3);
        assertThat(health(running).getJsonObject("detail").getJsonArray("gaps"))
                .isEqualTo(new JsonArray().add(TOPIC + " 2-4"));
        assertThat(running.state()).isEqualTo(ConnectorState.RUNNING);
    }

    @Test
    void endsAtAGapWhereThePolicySaysSo() throws Exception {
        CollectingSink sink = new CollectingSink(reading(TOPIC));
        producer(TOPIC);
        RunningConnector running = deployReady(config("writer").with(CoreFields.ON_GAP, "stop"), sink);
        publish(TOPIC, "0");
        until(() -> sink.records.size() == 1);
        danube.faults().skip(TOPIC, "all", 2).await(5, SECONDS);

        publish(TOPIC, "1", "2", "3");

        Termination end = end(running);
        assertThat(end.failed()).isTrue();
        assertThat(end.reason()).contains("skipped offsets 1 to 2");
    }

    @Test
    void reportsRecordsThatTheBrokerSkippedWhileTheConnectorWasAway() throws Exception {
        CollectingSink first = new CollectingSink(reading(TOPIC));
        producer(TOPIC);
        RunningConnector running = deployReady(config("writer"), first);
        publish(TOPIC, "0", "1");
        until(() -> count(running, "acknowledged") == 2);
        running.stop().await(10, SECONDS);
        danube.faults().skip(TOPIC, "all", 2).await(5, SECONDS);
        publish(TOPIC, "2", "3", "4");

        CollectingSink second = new CollectingSink(reading(TOPIC));
        RunningConnector again = deployReady(config("writer"), second);

        until(() -> second.payloads().equals(List.of("4")));
        until(() -> count(again, "gap_records") == 2);
        assertThat(health(again).getJsonObject("detail").getJsonArray("gaps"))
                .isEqualTo(new JsonArray().add(TOPIC + " 2-3"));
    }

    @Test
    void endsAtAGapOfTheTimeThatItWasAwayWhereThePolicySaysSo() throws Exception {
        producer(TOPIC);
        RunningConnector running = deployReady(config("writer"), new CollectingSink(reading(TOPIC)));
        publish(TOPIC, "0", "1");
        until(() -> count(running, "acknowledged") == 2);
        running.stop().await(10, SECONDS);
        danube.faults().skip(TOPIC, "all", 2).await(5, SECONDS);
        publish(TOPIC, "2", "3", "4");

        RunningConnector again =
                deploy(config("writer").with(CoreFields.ON_GAP, "stop"), new CollectingSink(reading(TOPIC)));

        assertThat(end(again).reason()).contains("skipped offsets 2 to 3");
    }

    @Test
    void doesNotTakeForAGapWhatAKilledRunHadAcknowledgedSinceItLastWroteItsPosition() throws Exception {
        producer(TOPIC);
        RunningConnector killed = deployReady(config("writer"), new CollectingSink(reading(TOPIC)));
        publish(TOPIC, "0", "1", "2");
        Path positions = stateDir.resolve("writer.positions.json");
        until(() -> Files.readString(positions).contains("\"" + TOPIC + " all\":2"));
        byte[] asAKillLeavesIt = Files.readAllBytes(positions);
        publish(TOPIC, "3", "4", "5");
        until(() -> count(killed, "acknowledged") == 6);
        killed.stop().await(10, SECONDS);
        Files.write(positions, asAKillLeavesIt);

        CollectingSink sink = new CollectingSink(reading(TOPIC));
        RunningConnector again = deployReady(config("writer").with(CoreFields.ON_GAP, "stop"), sink);
        publish(TOPIC, "6");

        until(() -> sink.payloads().equals(List.of("6")));
        until(() -> count(again, "uncertain_gap_records") == 3);
        assertThat(count(again, "gap_records")).isZero();
        assertThat(health(again).getJsonObject("detail").getJsonArray("gaps"))
                .isEqualTo(new JsonArray().add(TOPIC + " 3-5 (uncertain)"));
        assertThat(again.state()).isEqualTo(ConnectorState.RUNNING);
    }

    @Test
    void followsATopicThatMovesAgainAndAgainWithinSeconds() throws Exception {
        CollectingSink sink = new CollectingSink(reading(TOPIC));
        producer(TOPIC);
        RunningConnector running = deployReady(config("writer"), sink);

        for (int move = 1; move <= 5; move++) {
            danube.faults().moveTopic(TOPIC).await(10, SECONDS);
            publish(TOPIC, Integer.toString(move));
            int expected = move;
            await("a record after move " + move)
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> sink.records.size() == expected);
        }

        assertThat(sink.payloads()).containsExactly("1", "2", "3", "4", "5");
        awaitReady(running);
    }

    @Test
    void givesWayToAnotherProcessThatTakesTheStreamOver() throws Exception {
        producer(TOPIC);
        CollectingSink sink = new CollectingSink(reading(TOPIC));
        RunningConnector first = deploy(config("writer"), () -> sink, Tuning.options(20_000, 2_000, 10_000));
        awaitReady(first);
        CollectingSink other = new CollectingSink(reading(TOPIC));
        // Never tires of coming back, as a process of an older release.
        RunningConnector second = deploy(config("other"), () -> other, Tuning.options(20_000, 1, 10_000));

        until(() -> problems(first).contains("another consumer of the same name took over " + TOPIC));
        second.stop().await(10, SECONDS);
        awaitReady(first);
        publish(TOPIC, IntStream.range(0, 5).mapToObj(Integer::toString).toArray(String[]::new));

        until(() -> sink.records.size() + other.records.size() >= 5);
    }
}
