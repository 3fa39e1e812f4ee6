package com.danubemessaging.connect.engine.source;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** What is published strictly one after the other: a key, or a partition. Exists only while it holds something. */
final class PublishLane<R> {

    final Object key;
    private @Nullable ArrayDeque<Emitted<R>> behind;

    PublishLane(Object key) {
        this.key = key;
    }

    /** Queues behind the record that occupies the lane. */
    void add(Emitted<R> emission) {
        if (behind == null) {
            behind = new ArrayDeque<>(4);
        }
        behind.addLast(emission);
    }

    /** The next record of the lane, or null: then the lane can be forgotten. */
    @Nullable
    Emitted<R> next() {
        while (behind != null) {
            Emitted<R> next = behind.pollFirst();
            if (next == null) {
                return null;
            }
            if (!next.isSettled()) {
                return next;
            }
        }
        return null;
    }
}
