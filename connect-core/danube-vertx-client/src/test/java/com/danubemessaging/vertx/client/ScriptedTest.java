package com.danubemessaging.vertx.client;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A scripted broker and a client of it, fresh for every test. */
@ExtendWith(VertxExtension.class)
abstract class ScriptedTest {

    static final String TOPIC = "/default/orders";

    Vertx vertx;
    ScriptedBroker broker;
    DanubeClient client;

    @BeforeEach
    void start(Vertx vertx) throws Exception {
        this.vertx = vertx;
        broker = ScriptedBroker.start(vertx);
        client = DanubeClient.create(vertx, options(broker.url()));
    }

    /** The client's options; tests with other needs override it. */
    DanubeClientOptions options(String url) {
        return TestOptions.fast(url);
    }

    @AfterEach
    void stop() throws Exception {
        client.close().await(10, SECONDS);
        broker.stop();
    }

    Producer produce(ProducerOptions options) throws Exception {
        return client.createProducer(options).await(10, SECONDS);
    }

    Consumer consume(ConsumerOptions options) throws Exception {
        return client.subscribe(options).await(10, SECONDS);
    }

    static ProducerOptions producerOptions() {
        return new ProducerOptions(TOPIC, "p");
    }

    static ConsumerOptions consumerOptions() {
        return new ConsumerOptions(TOPIC, "s", "c");
    }
}
