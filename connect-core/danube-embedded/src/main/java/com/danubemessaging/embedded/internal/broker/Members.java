package com.danubemessaging.embedded.internal.broker;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The consumers registered with one subscription, present or absent, in the order in which they subscribed. */
final class Members {

    private final List<Consumer> consumers = new ArrayList<>();

    void add(Consumer consumer) {
        consumers.add(consumer);
    }

    List<Consumer> all() {
        return Collections.unmodifiableList(consumers);
    }

    int size() {
        return consumers.size();
    }

    Consumer get(int index) {
        return consumers.get(index);
    }

    @Nullable
    Consumer first() {
        return consumers.isEmpty() ? null : consumers.get(0);
    }

    @Nullable
    Consumer named(String name) {
        for (Consumer consumer : consumers) {
            if (consumer.name().equals(name)) {
                return consumer;
            }
        }
        return null;
    }

    @Nullable
    Consumer firstActive() {
        for (Consumer consumer : consumers) {
            if (consumer.isActive()) {
                return consumer;
            }
        }
        return null;
    }

    boolean anyActive() {
        return firstActive() != null;
    }

    List<String> activeNames() {
        return consumers.stream().filter(Consumer::isActive).map(Consumer::name).toList();
    }
}
