package com.danubemessaging.connect.api;

import java.util.function.DoubleSupplier;

/**
 * A connector's own meters. Names are dotted lower-case nouns ({@code mqtt.messages.dropped}); the runtime adds the
 * prefix {@code danube.connect.} and the tag {@code connector}. Asking twice for one name and tags gives the same
 * meter. Thread-safe.
 */
public interface ConnectorMetrics {

    /**
     * A counter.
     *
     * @param name without prefix
     * @param description one sentence with the unit, for the metrics page
     * @param tags key, value, key, value, …; each value must come from a small bounded set
     */
    Counter counter(String name, String description, String... tags);

    /** A gauge that is read whenever metrics are scraped; {@code value} must be thread-safe and cheap. */
    void gauge(String name, String description, DoubleSupplier value, String... tags);

    /** Counts up. */
    interface Counter {

        /** Adds one. */
        default void increment() {
            increment(1);
        }

        /** Adds {@code amount}, which is not negative. */
        void increment(long amount);
    }
}
