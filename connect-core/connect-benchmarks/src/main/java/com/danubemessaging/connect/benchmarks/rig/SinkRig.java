package com.danubemessaging.connect.benchmarks.rig;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.danubemessaging.connect.benchmarks.load.Stamped;
import com.danubemessaging.embedded.EmbeddedDanube;
import com.danubemessaging.embedded.model.DispatchMode;
import com.danubemessaging.embedded.model.SubscriptionStats;
import com.danubemessaging.vertx.client.Consumer;
import com.danubemessaging.vertx.client.ConsumerOptions;
import com.danubemessaging.vertx.client.DanubeClient;
import com.danubemessaging.vertx.client.Ordering;
import com.danubemessaging.vertx.client.OutgoingMessage;
import com.danubemessaging.vertx.client.Producer;
import com.danubemessaging.vertx.client.ProducerOptions;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import java.util.List;

/** Danube to nowhere. */
public final class SinkRig {

    /** More than the latency runs can have open at their rate, however slow the first seconds are. */
    private static final int MOST_IN_FLIGHT = 20_000;

    /** The broker's default. */
    private static final int WINDOW_OF_DANUBE = 10;

    private final Rig rig;
    private final int records;
    private final int rate;
    private final Stamped stamped = new Stamped(Rig.PAYLOAD_BYTES);

    /** Starts a process that reads a broker. */
    @FunctionalInterface
    private interface Start {
        Subject start(EmbeddedDanube danube, List<String> options) throws Exception;
    }

    /**
     * A rig.
     *
     * @param records how many are measured; as many go before them to warm up
     * @param rate records per second of the latency runs
     */
    public SinkRig(Rig rig, int records, int rate) {
        this.rig = rig;
        this.records = records;
        this.rate = rate;
    }

    /**
     * A backlog, as fast as it goes.
     *
     * @param window messages that the broker leaves unacknowledged
     */
    public Pairs<Run> drain(int pairs, int window) throws Exception {
        return Pairs.measure(pairs, () -> drain(rig::nullSink, window), () -> drain(rig::bareSink, window));
    }

    /** From the publishing of a message to its arrival at the sink, at a rate, with the broker's usual window. */
    public Pairs<Latency> latency(int pairs, int seconds) throws Exception {
        return Pairs.measure(pairs, () -> pace(rig::nullSink, seconds), () -> pace(rig::bareSink, seconds));
    }

    /** One run of the connector alone. */
    Run drain(int window) throws Exception {
        return drain(rig::nullSink, window);
    }

    private Run drain(Start start, int window) throws Exception {
        EmbeddedDanube danube = rig.newBroker(window);
        DanubeClient client = subscribeAndLeave(danube);
        publish(client, 2 * records);
        client.close().await(10, SECONDS);
        try (Subject subject = start.start(danube, List.of())) {
            return new Progress(subject, () -> stats(danube).cursor() + 1).measure(records, 2L * records);
        }
    }

    private DanubeClient subscribeAndLeave(EmbeddedDanube danube) throws Exception {
        danube.createTopic(Rig.TOPIC, DispatchMode.RELIABLE).await(10, SECONDS);
        DanubeClient client = DanubeClient.create(rig.vertx, rig.clientOptions(danube));
        client.subscribe(new ConsumerOptions(Rig.TOPIC, Rig.SUBSCRIPTION, Rig.SUBSCRIPTION))
                .compose(Consumer::close)
                .await(10, SECONDS);
        return client;
    }

    private static SubscriptionStats stats(EmbeddedDanube danube) throws Exception {
        return danube.topic(Rig.TOPIC).await(10, SECONDS).subscription(Rig.SUBSCRIPTION);
    }

    private static Producer producer(DanubeClient client) throws Exception {
        return client.createProducer(new ProducerOptions(Rig.TOPIC, "rig")
                        .setOrdering(Ordering.NONE)
                        .setMaxInFlightRecords(MOST_IN_FLIGHT))
                .await(10, SECONDS);
    }

    private void publish(DanubeClient client, int messages) throws Exception {
        Producer producer = producer(client);
        Context context = rig.vertx.getOrCreateContext();
        Promise<Void> all = Promise.promise();
        context.runOnContext(ignored -> new Filling(producer, messages, all).more());
        all.future().await(60, SECONDS);
    }

    /** Publishes as fast as the producer takes it. */
    private final class Filling {
        private static final int MOST_OPEN = 256;

        private final Producer producer;
        private final int messages;
        private final Promise<Void> all;
        private int sent;
        private int open;

        Filling(Producer producer, int messages, Promise<Void> all) {
            this.producer = producer;
            this.messages = messages;
            this.all = all;
        }

        void more() {
            while (sent < messages && open < MOST_OPEN) {
                sent++;
                open++;
                producer.send(OutgoingMessage.of(stamped.now()))
                        .onFailure(all::tryFail)
                        .onSuccess(stored -> {
                            open--;
                            more();
                        });
            }
            if (sent == messages && open == 0) {
                all.tryComplete();
            }
        }
    }

    private Latency pace(Start start, int seconds) throws Exception {
        EmbeddedDanube danube = rig.newBroker(WINDOW_OF_DANUBE);
        DanubeClient client = subscribeAndLeave(danube);
        Producer producer = producer(client);
        int all = rate * seconds;
        var file = rig.file("latencies");
        try (Subject subject = start.start(danube, Rig.latencyOptions(file, all / 2))) {
            new Progress(subject, () -> (long) stats(danube).activeConsumers().size()).await(1);
            Context context = rig.vertx.getOrCreateContext();
            long begun = System.nanoTime();
            int[] sent = {0};
            context.runOnContext(ignored -> rig.vertx.setPeriodic(1, timer -> {
                long due = Math.min(all, (System.nanoTime() - begun) * rate / 1_000_000_000L);
                for (; sent[0] < due; sent[0]++) {
                    producer.send(OutgoingMessage.of(stamped.now()));
                }
                if (sent[0] >= all) {
                    rig.vertx.cancelTimer(timer);
                }
            }));
            new Progress(subject, () -> stats(danube).cursor() + 1).await(all);
        } finally {
            client.close().await(10, SECONDS);
        }
        return Latency.read(file);
    }
}
