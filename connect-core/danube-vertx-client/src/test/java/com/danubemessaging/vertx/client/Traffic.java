package com.danubemessaging.vertx.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Numbered records that flow through a topic one after the other until told to stop, received and acknowledged. */
final class Traffic {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Producer producer;
    private final AtomicInteger sent = new AtomicInteger();
    private final Set<String> received = ConcurrentHashMap.newKeySet();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean stopping;
    private volatile boolean stopped;

    private Traffic(Producer producer) {
        this.producer = producer;
    }

    static Traffic start(DanubeClient client, String topic) throws Exception {
        Traffic traffic = new Traffic(
                client.createProducer(new ProducerOptions(topic, "p")).await(10, SECONDS));
        Consumer consumer =
                client.subscribe(new ConsumerOptions(topic, "s", "c")).await(10, SECONDS);
        consumer.handler(message -> {
            String number = message.payload().toString();
            traffic.received.add(number);
            consumer.ack(message)
                    .onSuccess(v -> traffic.acknowledged.add(number))
                    .onFailure(traffic.failures::add);
        });
        traffic.sendNext();
        return traffic;
    }

    private void sendNext() {
        if (stopping) {
            stopped = true;
            return;
        }
        Future<Void> sending = producer.send(OutgoingMessage.of(String.valueOf(sent.get())));
        sending.onSuccess(v -> {
            sent.incrementAndGet();
            sendNext();
        });
        sending.onFailure(failure -> {
            failures.add(failure);
            stopped = true;
        });
    }

    int sent() {
        return sent.get();
    }

    /** Waits until this many more records have been sent and answered. */
    void awaitMore(int records) {
        int goal = sent() + records;
        Awaitility.await().atMost(PATIENCE).until(() -> sent() >= goal || !failures.isEmpty());
        assertThat(failures).isEmpty();
    }

    /** Stops, and proves that every record was received and every acknowledgement answered. */
    void assertNothingLost() {
        stopping = true;
        Awaitility.await().atMost(PATIENCE).until(() -> stopped);
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(acknowledged)
                .hasSize(sent()));
        assertThat(received).hasSize(sent());
        assertThat(failures).isEmpty();
    }
}
