package com.danubemessaging.connect.runtime;

import static com.danubemessaging.connect.runtime.CollectingSink.reading;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.RecordOutcome;
import com.danubemessaging.connect.api.SubscriptionType;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.error.RetryableException;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import com.danubemessaging.embedded.model.BackoffStrategy;
import com.danubemessaging.embedded.model.BrokerQuirks;
import com.danubemessaging.embedded.model.FailurePolicy;
import com.danubemessaging.embedded.model.SubscriptionStats;
import com.danubemessaging.vertx.client.ConsumerOptions;
import com.danubemessaging.vertx.client.OutgoingMessage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sinks on a broker that shows every hazard of release 0.15, with heartbeats ten times as fast. */
class SinkHazardsTest extends RuntimeFixture {

    private final Promise<Void> gate = Promise.promise();
    private final AtomicBoolean isUp = new AtomicBoolean();

    @Override
    EmbeddedDanubeOptions brokerOptions() {
        return new EmbeddedDanubeOptions()
                .setQuirks(BrokerQuirks.asDanube015())
                .setAdminPort(0)
                .setHeartbeatInterval(Duration.ofMillis(50));
    }

    /** Takes what it gets in hand, and finishes nothing before the gate is open. */
    private CollectingSink gated(ConsumerConfig consumer) {
        return new CollectingSink(consumer, batch -> gate.future().compose(open -> CollectingSink.done(batch)));
    }

    private static ConsumerConfig reader(String name, SubscriptionType type) {
        return ConsumerConfig.of(TOPIC, name, "all", type);
    }

    private SubscriptionStats subscription(String name) {
        try {
            return danube.topic(TOPIC).await(5, SECONDS).subscription(name);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    /** Each under a key of its own, in bursts that fit into the client's queue. */
    private void publishKeyed(int from, int to) throws Exception {
        for (int burst = from; burst < to; burst += 200) {
            List<Future<?>> sent = new ArrayList<>();
            for (int i = burst; i < Math.min(to, burst + 200); i++) {
                sent.add(producer(TOPIC)
                        .send(OutgoingMessage.of(Integer.toString(i)).withRoutingKey("key-" + i)));
            }
            Future.all(sent).await(20, SECONDS);
        }
    }

    @Test
    void h4CountsExactlyWhatTheBrokerSkippedAndNamesIt() throws Exception {
        CollectingSink sink = gated(reading(TOPIC));
        producer(TOPIC);
        RunningConnector running = deployReady(config("writer"), sink);

        publishKeyed(0, 310);
        until(() -> count(running, "held_records") == 10);
        gate.complete();

        until(() -> sink.records.size() == 266);
        List<String> expected = new ArrayList<>(numbers(0, 10));
        expected.addAll(numbers(54, 310));
        assertThat(sink.payloads()).as("the window, and the newest 256").isEqualTo(expected);
        until(() -> count(running, "gap_records") == 44);
        assertThat(health(running).getJsonObject("detail").getJsonArray("gaps"))
                .isEqualTo(new JsonArray().add(TOPIC + " 10-53"));
        assertThat(subscription("all").dropped()).as("what the broker skipped").isEqualTo(44);
        assertThat(running.state()).isEqualTo(ConnectorState.RUNNING);
    }

    @Test
    void h4EndsTheSinkAtWhatTheBrokerSkippedWhereThePolicySaysSo() throws Exception {
        CollectingSink sink = gated(reading(TOPIC));
        producer(TOPIC);
        RunningConnector running = deployReady(config("writer").with(CoreFields.ON_GAP, "stop"), sink);

        publishKeyed(0, 310);
        until(() -> count(running, "held_records") == 10);
        gate.complete();

        assertThat(end(running).reason()).contains("skipped offsets 10 to 53");
        assertThat(sink.payloads()).containsAll(numbers(0, 10)).doesNotContainAnyElementsOf(numbers(10, 54));
    }

    @Test
    void h4LosesNothingBehindALagThatFitsIntoTheBrokersBuffer() throws Exception {
        CollectingSink sink = gated(reading(TOPIC));
        producer(TOPIC);
        RunningConnector running = deployReady(config("writer"), sink);

        publishKeyed(0, 260);
        until(() -> count(running, "held_records") == 10);
        gate.complete();

        until(() -> sink.records.size() == 260);
        assertThat(sink.payloads()).isEqualTo(numbers(0, 260));
        assertThat(count(running, "gap_records")).isZero();
    }

    @Test
    void h2WritesNewRecordsUnderOffsetsItKnowsAndReportsThoseThatStayHidden() throws Exception {
        AtomicBoolean isHeld = new AtomicBoolean();
        CollectingSink sink = new CollectingSink(
                reading(TOPIC), batch -> (isHeld.get() ? gate.future() : Future.<Void>succeededFuture())
                        .compose(open -> CollectingSink.done(batch)));
        producer(TOPIC);
        try (LogLines log = new LogLines()) {
            RunningConnector running = deployReady(config("writer"), sink);
            publish(TOPIC, "old-0", "old-1", "old-2", "old-3", "old-4");
            until(() -> count(running, "acknowledged") == 5);
            isHeld.set(true);
            publish(TOPIC, "old-5", "old-6");
            until(() -> count(running, "held_records") == 2);

            danube.restart().await(10, SECONDS);
            // Five of them lie at or below the cursor of the time before.
            publish(TOPIC, "new-0", "new-1", "new-2", "new-3", "new-4", "new-5", "new-6");
            gate.complete();

            until(() -> sink.payloads().containsAll(List.of("old-5", "old-6", "new-5", "new-6")));
            until(() -> count(running, "held_records") == 0);
            assertThat(sink.payloads()).doesNotHaveDuplicates().hasSize(9);
            assertThat(log.warnings()).anyMatch(line -> line.startsWith("the broker counts offsets anew"));
            assertThat(count(running, "uncertain_gap_records")).isEqualTo(5);
            assertThat(health(running).getJsonObject("detail").getJsonArray("gaps"))
                    .isEqualTo(new JsonArray().add(TOPIC + " 0-4 (uncertain)"));
            until(() -> subscription("all").unacked() == 0);
        }
    }

    @Test
    void h6DrainsABacklogOfKeysThoughTheBrokerReadsOneAtAHeartbeat() throws Exception {
        CollectingSink sink = gated(reader("reader", SubscriptionType.KEY_SHARED));
        producer(TOPIC);
        RunningConnector running = deployReady(config("writer"), sink);

        publishKeyed(0, 60);
        until(() -> count(running, "held_records") == 10);
        gate.complete();

        until(() -> count(running, "acknowledged") == 60);
        assertThat(sink.payloads()).containsExactlyInAnyOrderElementsOf(numbers(0, 60));
    }

    @Test
    void h6cAcknowledgesTheNewestRecordLastThoughItIsWrittenFirst() throws Exception {
        CollectingSink sink = new CollectingSink(
                reading(TOPIC),
                CollectingSink.each(
                        record -> isUp.get() || !record.payloadString().equals("0")
                                ? RecordOutcome.done()
                                : RecordOutcome.retry(new RetryableException("row locked"))));
        producer(TOPIC);
        RunningConnector running = deployReady(config("writer").with(CoreFields.MAX_RETRIES, 1000L), sink);

        publishKeyed(0, 3);
        until(() -> sink.payloads().containsAll(List.of("1", "2"))
                && subscription("all").unacked() == 2);
        isUp.set(true);

        until(() -> sink.payloads().contains("0"));
        // Nothing is published any more that would wake a broker which has seen the newest first.
        until(() -> subscription("all").unacked() == 0);
        assertThat(count(running, "duplicates")).isZero();
    }

    @Test
    void h7ReadsUnderAFreshNameAfterAnAbsenceThatCostsTheOldOneItsKeys() throws Exception {
        CollectingSink sink = new CollectingSink(reader("reader", SubscriptionType.KEY_SHARED));
        producer(TOPIC);
        RunningConnector running = deployReady(config("writer"), sink);
        publishKeyed(0, 5);
        until(() -> count(running, "acknowledged") == 5);
        List<String> before = subscription("all").activeConsumers();

        danube.stopListening().await(10, SECONDS);
        // The broker counts the time: twenty heartbeats, where six cost a reader its keys.
        vertx.timer(1, SECONDS).await(10, SECONDS);
        danube.resumeListening().await(10, SECONDS);
        awaitReady(running);
        publishKeyed(5, 10);

        until(() -> count(running, "acknowledged") == 10);
        assertThat(sink.payloads()).containsExactlyInAnyOrderElementsOf(numbers(0, 10));
        assertThat(subscription("all").activeConsumers()).hasSize(1).doesNotContainAnyElementsOf(before);
    }

    @Test
    void whereTheStandbyIsNeverPromotedNothingIsLostUntilTheFirstComesBack() throws Exception {
        producer(TOPIC);
        CollectingSink first = new CollectingSink(reader("first", SubscriptionType.FAILOVER));
        CollectingSink standby = new CollectingSink(reader("second", SubscriptionType.FAILOVER));
        RunningConnector running = deployReady(config("first"), first);
        deployReady(config("second"), standby);
        publish(TOPIC, "0", "1");
        until(() -> count(running, "acknowledged") == 2);
        running.stop().await(10, SECONDS);
        publish(TOPIC, "2", "3");

        CollectingSink back = new CollectingSink(reader("first", SubscriptionType.FAILOVER));
        deployReady(config("first"), back);

        until(() -> back.payloads().equals(List.of("2", "3")));
        assertThat(standby.records).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void h11DoesNotLetTheBrokerGiveUpInAnOutageOfTheTarget(boolean isAdministrated) throws Exception {
        FailurePolicy hasty = FailurePolicy.defaults()
                .withAckTimeout(Duration.ofSeconds(1))
                .withRedeliveryDelay(Duration.ofMillis(10), Duration.ofMillis(10), BackoffStrategy.FIXED);
        danube.setFailurePolicy(TOPIC, "all", hasty).await(5, SECONDS);
        danube.setFailurePolicy(TOPIC, "control", hasty).await(5, SECONDS);
        producer(TOPIC);
        CollectingSink sink = new CollectingSink(
                reading(TOPIC),
                batch -> isUp.get()
                        ? CollectingSink.done(batch)
                        : Future.failedFuture(new RetryableException("connection refused")));
        TestConfigs config = isAdministrated
                ? config("writer").with(CoreFields.ADMIN_URL, "http://127.0.0.1:" + danube.adminPort())
                : config("writer");
        RunningConnector running = deploy(config, () -> sink, Tuning.options(300, 60_000, 10_000));
        awaitReady(running);
        client().subscribe(new ConsumerOptions(TOPIC, "control", "never-acknowledges"))
                .await(10, SECONDS)
                .partitions()
                .forEach(partition -> partition.handler(message -> {}));

        publish(TOPIC, numbers(0, 20).toArray(String[]::new));
        await("the end of the broker's patience with a reader that does nothing about it")
                .atMost(Duration.ofSeconds(90))
                .until(() -> subscription("control").blocked());
        isUp.set(true);
        publish(TOPIC, numbers(20, 30).toArray(String[]::new));

        until(() -> sink.records.size() >= 30);
        until(() -> subscription("all").unacked() == 0);
        assertThat(sink.payloads()).isEqualTo(numbers(0, 30));
        assertThat(subscription("all").blocked()).isFalse();
        awaitReady(running);
        assertThat(count(running, "gap_records")).isZero();
    }
}
