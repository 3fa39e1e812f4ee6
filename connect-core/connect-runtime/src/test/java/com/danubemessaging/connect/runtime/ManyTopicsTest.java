package com.danubemessaging.connect.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.SubscriptionType;
import com.danubemessaging.connect.api.record.SinkRecord;
import com.danubemessaging.connect.api.record.SourceRecord;
import com.danubemessaging.embedded.model.DispatchMode;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One source that writes, and one sink that reads, more topics than a person can look at. */
class ManyTopicsTest extends RuntimeFixture {

    private static final int TOPICS = 320;
    private static final int ROUNDS = 3;
    private static final long MEBIBYTE = 1 << 20;

    /** Names of which none is the beginning of another. */
    private static final List<String> NAMES = IntStream.range(1000, 1000 + TOPICS)
            .mapToObj(number -> "/default/t" + number)
            .toList();

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void hundredsOfTopicsStayWithinTimeAndMemoryAndHealthStaysReadable() throws Exception {
        long before = usedHeap();
        StreamingSource source =
                new StreamingSource(NAMES.stream().map(ProducerConfig::reliable).toArray(ProducerConfig[]::new));
        CollectingSink sink = new CollectingSink(
                NAMES.stream()
                        .map(topic -> ConsumerConfig.of(topic, "reader", "all", SubscriptionType.EXCLUSIVE))
                        .toList(),
                CollectingSink::done);
        RunningConnector reader = deploy(config("reader"), source);
        awaitAll("producers", () -> source.isStarted() && health(reader).getBoolean("ready"));
        RunningConnector writer = deploy(config("writer"), sink);
        awaitAll("subscriptions", () -> health(writer).getBoolean("ready"));

        for (int round = 0; round < ROUNDS; round++) {
            String payload = "round " + round;
            source.now(emitter -> {
                NAMES.forEach(topic -> emitter.push(SourceRecord.fromString(topic, payload)));
                return true;
            });
        }

        awaitAll("records", () -> count(writer, "acknowledged") == TOPICS * ROUNDS);
        assertThat(sink.records.stream().collect(Collectors.groupingBy(SinkRecord::topic, Collectors.counting())))
                .hasSize(TOPICS)
                .allSatisfy((topic, records) -> assertThat(records).isEqualTo(ROUNDS));
        JsonObject detail = health(writer).getJsonObject("detail");
        assertThat(detail.getJsonArray("partitions")).hasSize(100);
        assertThat(detail.getInteger("partitions_not_shown")).isEqualTo(TOPICS - 100);
        assertThat(health(writer).encode().length()).as("characters of /ready").isLessThan(64_000);
        assertThat((usedHeap() - before) / MEBIBYTE)
                .as("MiB for both connectors, and for the broker's side")
                .isLessThan(128);
    }

    @Test
    void whatIsWrongWithOneOfHundredsIsNamedFirst() throws Exception {
        CollectingSink sink = new CollectingSink(
                NAMES.stream()
                        .map(topic -> ConsumerConfig.of(topic, "reader", "all", SubscriptionType.EXCLUSIVE))
                        .toList(),
                CollectingSink::done);
        for (String topic : NAMES) {
            danube.createTopic(topic, DispatchMode.RELIABLE);
        }
        RunningConnector writer = deploy(config("writer"), sink);
        awaitAll("subscriptions", () -> health(writer).getBoolean("ready"));
        String last = NAMES.get(TOPICS - 1);
        publish(last, "0", "1");
        until(() -> count(writer, "acknowledged") == 2);

        danube.faults().skip(last, "all", 2).await(5, SECONDS);
        publish(last, "2", "3", "4");

        until(() -> count(writer, "gap_records") == 2);
        assertThat(health(writer)
                        .getJsonObject("detail")
                        .getJsonArray("partitions")
                        .getJsonObject(0))
                .contains(Map.entry("topic", last), Map.entry("gap_records", 2L));
    }

    private static void awaitAll(String what, Callable<Boolean> condition) {
        await(what)
                .pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(60))
                .until(condition);
    }
}
