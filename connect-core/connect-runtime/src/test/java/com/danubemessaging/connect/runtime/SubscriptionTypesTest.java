package com.danubemessaging.connect.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.BatchResult;
import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.SubscriptionType;
import com.danubemessaging.vertx.client.OutgoingMessage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two processes that share a subscription: by key, or one in reserve. */
class SubscriptionTypesTest extends RuntimeFixture {

    private static final int KEYS = 20;

    private static ConsumerConfig keyShared() {
        return ConsumerConfig.of(TOPIC, "reader", "all", SubscriptionType.KEY_SHARED);
    }

    private static ConsumerConfig failover(String consumer) {
        return ConsumerConfig.of(TOPIC, consumer, "all", SubscriptionType.FAILOVER);
    }

    /** Publishes the numbers, each under the key of its remainder. */
    private void publishKeyed(int from, int to) throws Exception {
        List<Future<?>> sent = new ArrayList<>();
        for (int i = from; i < to; i++) {
            sent.add(
                    producer(TOPIC).send(OutgoingMessage.of(Integer.toString(i)).withRoutingKey("k" + i % KEYS)));
        }
        Future.all(sent).await(20, SECONDS);
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    private static Set<String> keys(CollectingSink sink) {
        Set<String> keys = new TreeSet<>();
        sink.records.forEach(record -> keys.add(record.key()));
        return keys;
    }

    private static List<String> allPayloads(CollectingSink one, CollectingSink other) {
        List<String> all = new ArrayList<>(one.payloads());
        all.addAll(other.payloads());
        return all;
    }

    private static void assertOrderOfEachKey(CollectingSink sink) {
        for (String key : keys(sink)) {
            assertThat(sink.records.stream()
                            .filter(record -> key.equals(record.key()))
                            .map(record -> Integer.valueOf(record.payloadString())))
                    .as("the records of key %s", key)
                    .isSorted();
        }
    }

    @Test
    void twoReadersByKeyGetEachKeyInOneOfThemAndInOrder() throws Exception {
        producer(TOPIC);
        CollectingSink one = new CollectingSink(keyShared());
        CollectingSink other = new CollectingSink(keyShared());
        deployReady(config("one"), one);
        deployReady(config("other"), other);

        publishKeyed(0, 200);

        until(() -> one.records.size() + other.records.size() >= 200);
        assertThat(allPayloads(one, other)).containsExactlyInAnyOrderElementsOf(numbers(0, 200));
        assertThat(keys(one)).isNotEmpty().doesNotContainAnyElementsOf(keys(other));
        assertThat(keys(other)).isNotEmpty();
        assertOrderOfEachKey(one);
        assertOrderOfEachKey(other);
    }

    @Test
    void theKeysOfAReaderThatLeavesGoToTheOther() throws Exception {
        producer(TOPIC);
        CollectingSink leaving = new CollectingSink(keyShared());
        CollectingSink staying = new CollectingSink(keyShared());
        RunningConnector first = deployReady(config("leaving"), leaving);
        RunningConnector second = deployReady(config("staying"), staying);
        publishKeyed(0, 100);
        until(() -> count(first, "acknowledged") + count(second, "acknowledged") == 100);
        first.stop().await(10, SECONDS);
        int before = staying.records.size();

        publishKeyed(100, 200);

        until(() -> staying.records.size() == before + 100);
        assertThat(allPayloads(leaving, staying)).containsExactlyInAnyOrderElementsOf(numbers(0, 200));
        assertOrderOfEachKey(staying);
    }

    @Test
    void theReserveReadsNothingUntilTheFirstHasLeftAndThenGoesOnWhereThatOneStopped() throws Exception {
        producer(TOPIC);
        CollectingSink active = new CollectingSink(failover("first"));
        CollectingSink reserve = new CollectingSink(failover("second"));
        RunningConnector first = deployReady(config("first"), active);
        deployReady(config("second"), reserve);
        publish(TOPIC, numbers(0, 20).toArray(String[]::new));
        until(() -> count(first, "acknowledged") == 20);
        assertThat(reserve.records).isEmpty();

        first.stop().await(10, SECONDS);
        publish(TOPIC, numbers(20, 40).toArray(String[]::new));

        until(() -> reserve.records.size() >= 20);
        assertThat(active.payloads()).isEqualTo(numbers(0, 20));
        assertThat(reserve.payloads()).isEqualTo(numbers(20, 40));
    }

    @Test
    void theReserveGetsWhatTheFirstHadNotFinished() throws Exception {
        producer(TOPIC);
        Promise<BatchResult> never = Promise.promise();
        CollectingSink stuck = new CollectingSink(failover("first"), batch -> never.future());
        CollectingSink reserve = new CollectingSink(failover("second"));
        RunningConnector first = deployReady(config("first"), stuck);
        deployReady(config("second"), reserve);
        publish(TOPIC, "0", "1", "2");
        until(() -> count(first, "held_records") == 3);

        first.stop().await(10, SECONDS);

        until(() -> reserve.records.size() >= 3);
        assertThat(reserve.payloads()).isEqualTo(numbers(0, 3));
    }

    @Test
    void theOneThatReadsReportsWhatTheBrokerSkippedAndTheReserveNothingOfTheTimeBefore() throws Exception {
        producer(TOPIC);
        CollectingSink active = new CollectingSink(failover("first"));
        CollectingSink reserve = new CollectingSink(failover("second"));
        RunningConnector first = deployReady(config("first"), active);
        RunningConnector second = deployReady(config("second"), reserve);
        publish(TOPIC, numbers(0, 20).toArray(String[]::new));
        until(() -> count(first, "acknowledged") == 20);
        danube.faults().skip(TOPIC, "all", 2).await(10, SECONDS);

        publish(TOPIC, numbers(20, 24).toArray(String[]::new));

        until(() -> count(first, "acknowledged") == 22);
        until(() -> count(first, "gap_records") + count(first, "uncertain_gap_records") == 2);
        first.stop().await(10, SECONDS);
        publish(TOPIC, numbers(24, 30).toArray(String[]::new));
        until(() -> count(second, "acknowledged") == 6);
        assertThat(count(second, "gap_records") + count(second, "uncertain_gap_records"))
                .as("records that the reserve misses")
                .isZero();
    }
}
