package com.danubemessaging.connect.benchmarks.rig;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.danubemessaging.connect.benchmarks.load.Latencies;
import com.danubemessaging.embedded.EmbeddedDanube;
import com.danubemessaging.embedded.model.DispatchMode;
import com.danubemessaging.vertx.client.ConsumerOptions;
import com.danubemessaging.vertx.client.DanubeClient;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/** MQTT to Danube. */
public final class SourceRig {

    private static final int WINDOW = 1000;

    private final Rig rig;
    private final int records;
    private final int rate;

    /** Starts a process between the feed and a broker. */
    @FunctionalInterface
    private interface Start {
        Subject start(EmbeddedDanube danube) throws Exception;
    }

    /**
     * A rig.
     *
     * @param records how many are measured; as many go before them to warm up
     * @param rate records per second of the latency runs
     */
    public SourceRig(Rig rig, int records, int rate) {
        this.rig = rig;
        this.records = records;
        this.rate = rate;
    }

    /** As fast as it goes. */
    public Pairs<Run> throughput(int pairs) throws Exception {
        return Pairs.measure(pairs, () -> flood(rig::mqttSource), () -> flood(rig::bareSource));
    }

    /** From the making of a message to its arrival at a consumer of Danube, at a rate. */
    public Pairs<Latency> latency(int pairs, int seconds) throws Exception {
        return Pairs.measure(pairs, () -> pace(rig::mqttSource, seconds), () -> pace(rig::bareSource, seconds));
    }

    /** One run of the connector alone. */
    Run flood() throws Exception {
        return flood(rig::mqttSource);
    }

    private Run flood(Start start) throws Exception {
        EmbeddedDanube danube = rig.newBroker(WINDOW);
        try (Subject subject = start.start(danube)) {
            awaitSubscriber(subject);
            rig.feed.flood(2L * records);
            return new Progress(subject, () -> rig.published(danube)).measure(records, 2L * records);
        }
    }

    private void awaitSubscriber(Subject subject) throws Exception {
        new Progress(subject, () -> rig.feed.hasSubscriber() ? 1L : 0L).await(1);
    }

    private Latency pace(Start start, int seconds) throws Exception {
        EmbeddedDanube danube = rig.newBroker(WINDOW);
        danube.createTopic(Rig.TOPIC, DispatchMode.RELIABLE).await(10, SECONDS);
        long all = (long) rate * seconds;
        Latencies latencies = new Latencies(all / 2);
        AtomicLong arrived = new AtomicLong();
        DanubeClient client = DanubeClient.create(rig.vertx, rig.clientOptions(danube));
        client.subscribe(new ConsumerOptions(Rig.TOPIC, Rig.SUBSCRIPTION, Rig.SUBSCRIPTION))
                .onSuccess(consumer -> consumer.handler(message -> {
                    latencies.arrived(ByteBuffer.wrap(message.payload().getBytes()));
                    consumer.ack(message);
                    arrived.incrementAndGet();
                }))
                .await(10, SECONDS);
        try (Subject subject = start.start(danube)) {
            awaitSubscriber(subject);
            rig.feed.pace(all, rate);
            new Progress(subject, arrived::get).await(all);
        } finally {
            client.close().await(10, SECONDS);
        }
        return Latency.of(latencies.take());
    }
}
