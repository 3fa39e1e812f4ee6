package com.danubemessaging.conformance;

import static com.danubemessaging.embedded.RawClient.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.embedded.EmbeddedDanube;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import com.danubemessaging.embedded.RawClient;
import com.danubemessaging.embedded.RawProducer;
import com.danubemessaging.embedded.RpcFailure;
import com.danubemessaging.embedded.model.DispatchMode;
import com.danubemessaging.embedded.model.SubscriptionType;
import com.danubemessaging.embedded.model.TopicStats;
import com.danubemessaging.vertx.client.Consumer;
import com.danubemessaging.vertx.client.ConsumerOptions;
import com.danubemessaging.vertx.client.DanubeClient;
import com.danubemessaging.vertx.client.DanubeClientOptions;
import com.danubemessaging.vertx.client.OutgoingMessage;
import com.danubemessaging.vertx.client.Producer;
import com.danubemessaging.vertx.client.ProducerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a thousand topics cost the embedded broker and the client, and that traffic adds nothing that stays. */
class ThousandTopicsTest {

    private static final int TOPICS = 1000;
    private static final int ROUNDS = 10;
    private static final int PAYLOAD_BYTES = 4096;

    /** Bytes per topic with its producer, subscription and consumer, at both ends together; 20 000 were measured. */
    private static final long PER_TOPIC = 60_000;

    /** What may remain of 40 MB of traffic. */
    private static final long RESIDUE = 8_000_000;

    private static final int DISK_ROUNDS = 5;

    /** What the disk store may keep in memory of what it has written or read. */
    private static final long DISK_CACHE = 16_000_000;

    /** What may lie on disk when everything has been acknowledged. */
    private static final long DISK_BYTES = 10_000_000;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void costLittleWhileTheyRestAndNothingMoreAfterTraffic() {
        EmbeddedDanube danube = await(EmbeddedDanube.start(vertx, new EmbeddedDanubeOptions()));
        DanubeClient client = DanubeClient.create(vertx, new DanubeClientOptions().setServiceUrl(danube.serviceUrl()));
        List<Producer> producers = new ArrayList<>();
        AtomicInteger acknowledged = new AtomicInteger();
        connect(client, "/default/warm-up", producers, acknowledged);
        exchange(producers, acknowledged, 1);
        long empty = usedHeap();
        for (int i = 0; i < TOPICS; i++) {
            connect(client, "/default/topic-" + i, producers, acknowledged);
        }
        long resting = usedHeap();
        acknowledged.set(0);
        for (int round = 1; round <= ROUNDS; round++) {
            exchange(producers, acknowledged, round * producers.size());
        }
        long afterwards = usedHeap();

        System.out.printf(
                "%,d topics: %,d bytes of heap each at both ends; %,d bytes remain of %,d messages%n",
                TOPICS, (resting - empty) / TOPICS, afterwards - resting, acknowledged.get());
        assertThat((resting - empty) / TOPICS).isLessThan(PER_TOPIC);
        assertThat(afterwards - resting).isLessThan(RESIDUE);
        await(client.close());
        await(danube.close());
    }

    @Test
    void restOnDiskAndAreThereAgainAfterARestart(@TempDir Path directory) throws Exception {
        EmbeddedDanubeOptions options = new EmbeddedDanubeOptions().setDataDirectory(directory);
        EmbeddedDanube danube = await(EmbeddedDanube.start(vertx, options));
        DanubeClient client = DanubeClient.create(vertx, new DanubeClientOptions().setServiceUrl(danube.serviceUrl()));
        List<Producer> producers = new ArrayList<>();
        AtomicInteger acknowledged = new AtomicInteger();
        connect(client, "/default/warm-up", producers, acknowledged);
        exchange(producers, acknowledged, 1);
        long empty = usedHeap();
        for (int i = 0; i < TOPICS; i++) {
            connect(client, "/default/topic-" + i, producers, acknowledged);
        }
        acknowledged.set(0);
        for (int round = 1; round <= DISK_ROUNDS; round++) {
            exchange(producers, acknowledged, round * producers.size());
        }
        long used = usedHeap() - empty;
        await(client.close());
        await(danube.close());
        long bytes = bytesBelow(directory);

        EmbeddedDanube again = await(EmbeddedDanube.start(vertx, options));
        long cursors = await(again.topics()).stream()
                .map(topic -> await(again.topic(topic)).subscription("sub").cursor())
                .filter(cursor -> cursor >= DISK_ROUNDS - 1)
                .count();
        System.out.printf(
                "%,d topics on disk: %,d bytes of heap each at both ends; %,d bytes on disk after %,d messages%n",
                TOPICS, used / TOPICS, bytes, acknowledged.get());
        assertThat(cursors).as("subscriptions that are where they were").isEqualTo(TOPICS + 1);
        assertThat(used).isLessThan(TOPICS * PER_TOPIC + DISK_CACHE);
        assertThat(bytes)
                .as("of %,d that passed through", (long) DISK_ROUNDS * TOPICS * PAYLOAD_BYTES)
                .isLessThan(DISK_BYTES);
        await(again.close());
    }

    private static long bytesBelow(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    @Test
    void shareOneLimitForWhatNobodyAcknowledges() {
        long limit = 4_000_000;
        EmbeddedDanube danube =
                await(EmbeddedDanube.start(vertx, new EmbeddedDanubeOptions().setMemoryLimitBytes(limit)));
        RawClient client = new RawClient(vertx, danube.port());
        String payload = "x".repeat(PAYLOAD_BYTES);
        AtomicInteger refused = new AtomicInteger();
        List<Future<?>> sends = new ArrayList<>();
        for (int i = 0; i < TOPICS; i++) {
            String topic = "/default/topic-" + i;
            RawProducer producer = client.producer(topic, "producer", DispatchMode.RELIABLE);
            await(client.subscribe(topic, "sub", SubscriptionType.EXCLUSIVE, "absent"));
            for (int message = 0; message < 2; message++) {
                sends.add(producer.sendLater(payload).onFailure(failure -> {
                    if (failure instanceof RpcFailure full && full.text.contains("storage full")) {
                        refused.incrementAndGet();
                    }
                }));
            }
        }
        await(Future.join(sends).otherwiseEmpty());
        long kept = await(danube.topics()).stream()
                .map(topic -> await(danube.topic(topic)))
                .mapToLong(TopicStats::logBytes)
                .sum();

        assertThat(kept).isBetween(limit - 2 * PAYLOAD_BYTES, limit);
        assertThat(refused).hasValueGreaterThan(TOPICS / 2);
        await(danube.close());
    }

    private static void connect(
            DanubeClient client, String topic, List<Producer> producers, AtomicInteger acknowledged) {
        producers.add(await(client.createProducer(new ProducerOptions(topic, "producer"))));
        Consumer consumer = await(client.subscribe(new ConsumerOptions(topic, "sub", "consumer")));
        consumer.handler(message -> consumer.ack(message).onSuccess(done -> acknowledged.incrementAndGet()));
    }

    private static void exchange(List<Producer> producers, AtomicInteger acknowledged, int expected) {
        Buffer payload = Buffer.buffer(new byte[PAYLOAD_BYTES]);
        List<Future<?>> sends = new ArrayList<>();
        for (Producer producer : producers) {
            sends.add(producer.send(OutgoingMessage.of(payload)));
        }
        await(Future.join(sends));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> acknowledged.get() >= expected);
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
