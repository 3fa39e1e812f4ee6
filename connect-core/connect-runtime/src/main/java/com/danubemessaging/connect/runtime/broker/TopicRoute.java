package com.danubemessaging.connect.runtime.broker;

import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.vertx.client.Producer;
import org.jspecify.annotations.Nullable;

/**
 * Where the records of one topic go: its settings, its number in the engine, and its producer once it exists. Confined
 * to the runtime's context.
 */
public final class TopicRoute {

    private final ProducerConfig config;
    private final int number;
    private @Nullable Producer producer;

    /** A route without a producer. */
    public TopicRoute(ProducerConfig config, int number) {
        this.config = config;
        this.number = number;
    }

    /** The topic's settings. */
    public ProducerConfig config() {
        return config;
    }

    /** The topic's number in the engine. */
    public int number() {
        return number;
    }

    /** The producer, or null while it is being made. */
    public @Nullable Producer producer() {
        return producer;
    }

    /** The producer exists. */
    public void producer(Producer made) {
        producer = made;
    }
}
