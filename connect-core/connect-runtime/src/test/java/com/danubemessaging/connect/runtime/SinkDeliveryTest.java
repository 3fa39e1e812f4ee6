package com.danubemessaging.connect.runtime;

import static com.danubemessaging.connect.runtime.CollectingSink.reading;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.BatchResult;
import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.SubscriptionType;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.record.SinkRecord;
import com.danubemessaging.vertx.client.OutgoingMessage;
import com.danubemessaging.vertx.client.Producer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SinkDeliveryTest extends RuntimeFixture {

    @Test
    void usesAllTasksAndKeepsTheOrderOfEveryKey() throws Exception {
        List<CollectingSink> tasks = new ArrayList<>();
        Producer producer = producer(TOPIC, 2);
        RunningConnector running = deploy(
                config("writer").with(CoreFields.TASKS, 3L),
                () -> {
                    CollectingSink sink = new CollectingSink(reading(TOPIC));
                    tasks.add(sink);
                    return sink;
                },
                new ConnectRuntimeOptions());
        awaitReady(running);

        List<Future<?>> sent = new ArrayList<>();
        for (int i = 0; i < 240; i++) {
            sent.add(producer.send(OutgoingMessage.of(Integer.toString(i)).withRoutingKey("key-" + i % 12)));
        }
        Future.all(sent).await(20, SECONDS);

        until(() -> tasks.stream().mapToInt(task -> task.records.size()).sum() == 240);
        Map<String, CollectingSink> taskOfKey = new HashMap<>();
        Map<String, Integer> last = new HashMap<>();
        for (CollectingSink task : tasks) {
            assertThat(task.records).isNotEmpty();
            for (SinkRecord record : task.records) {
                assertThat(taskOfKey.computeIfAbsent(record.key(), key -> task)).isSameAs(task);
                int number = Integer.parseInt(record.payloadString());
                assertThat(last.getOrDefault(record.key(), -1)).isLessThan(number);
                last.put(record.key(), number);
            }
        }
        assertThat(last).hasSize(12);
    }

    @Test
    void givesABusySinkEverythingThatIsPendingInItsNextCall() throws Exception {
        List<Promise<BatchResult>> calls = new ArrayList<>();
        CollectingSink sink = new CollectingSink(reading(TOPIC), batch -> {
            Promise<BatchResult> call = Promise.promise();
            calls.add(call);
            return call.future();
        });
        producer(TOPIC);
        RunningConnector running = deployReady(config("writer"), sink);
        publish(TOPIC, "0");
        until(() -> calls.size() == 1);

        publish(TOPIC, "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12");
        // The broker's window: ten deliveries without an acknowledgement.
        until(() -> count(running, "held_records") == 10);
        calls.get(0).complete(BatchResult.allDone(1));

        until(() -> sink.batches.size() == 2);
        assertThat(sink.batches.get(1)).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
        calls.get(1).complete(BatchResult.allDone(9));
        until(() -> sink.batches.size() == 3);
        calls.get(2).complete(BatchResult.allDone(sink.batches.get(2).size()));
    }

    @Test
    void neverExceedsTheConfiguredBatchSize() throws Exception {
        CollectingSink sink = new CollectingSink(reading(TOPIC));
        producer(TOPIC);
        deployReady(config("writer").with(CoreFields.BATCH_SIZE, 3L), sink);

        List<Future<?>> sent = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            sent.add(producer(TOPIC).send(OutgoingMessage.of(Integer.toString(i))));
        }
        Future.all(sent).await(20, SECONDS);

        until(() -> sink.records.size() == 50);
        assertThat(sink.batches).allSatisfy(batch -> assertThat(batch).hasSizeBetween(1, 3));
    }

    @Test
    void tellsReplicasApartOnASharedSubscription() throws Exception {
        ConsumerConfig shared = ConsumerConfig.of(TOPIC, "reader", "all", SubscriptionType.SHARED);
        CollectingSink first = new CollectingSink(shared);
        CollectingSink second = new CollectingSink(shared);
        producer(TOPIC);

        RunningConnector one = deployReady(config("writer").with(CoreFields.INSTANCE_ID, "a"), first);
        RunningConnector two = deployReady(config("writer").with(CoreFields.INSTANCE_ID, "b"), second);

        assertThat(danube.topic(TOPIC).await(5, SECONDS).subscription("all").activeConsumers())
                .containsExactlyInAnyOrder("reader-a", "reader-b");
        for (int i = 0; i < 20; i++) {
            publish(TOPIC, Integer.toString(i));
        }
        until(() -> first.records.size() + second.records.size() == 20);
        assertThat(first.records).isNotEmpty();
        assertThat(second.records).isNotEmpty();
        assertThat(List.of(problems(one), problems(two))).allMatch(problems -> problems.isEmpty());
    }

    @Test
    void takesTheHostNameFromTheEnvironmentWhereNoInstanceIdIsConfigured() throws Exception {
        producer(TOPIC);
        RunningConnector running = deploy(
                config("writer"),
                () -> new CollectingSink(ConsumerConfig.of(TOPIC, "reader", "all", SubscriptionType.SHARED)),
                new ConnectRuntimeOptions().setEnvironment(Map.of("HOSTNAME", "pod-7")));
        awaitReady(running);

        assertThat(danube.topic(TOPIC).await(5, SECONDS).subscription("all").activeConsumers())
                .containsExactly("reader-pod-7");
    }

    @Test
    void showsTheRecordAsItWasPublished() throws Exception {
        CollectingSink sink = new CollectingSink(reading(TOPIC));
        Producer producer = producer(TOPIC, 2);
        deployReady(config("writer"), sink);

        producer.send(OutgoingMessage.of("{\"a\":1}")
                        .withRoutingKey("k")
                        .withAttribute("colour", "red")
                        .withPublishTime(1_700_000_000_000L))
                .await(5, SECONDS);

        until(() -> sink.records.size() == 1);
        SinkRecord record = sink.records.get(0);
        assertThat(record.topic()).isEqualTo(TOPIC);
        assertThat(record.key()).isEqualTo("k");
        assertThat(record.attributes()).containsEntry("colour", "red");
        assertThat(record.partition()).isEqualTo(producer.partitionFor("k"));
        assertThat(record.messageId().toString()).contains(TOPIC + "-part-" + producer.partitionFor("k"));
        assertThat(record.json()).hasToString("{\"a\":1}");
    }
}
