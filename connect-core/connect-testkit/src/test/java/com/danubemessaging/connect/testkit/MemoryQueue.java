package com.danubemessaging.connect.testkit;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** An external queue in memory that remembers what was acknowledged. Thread-safe. */
final class MemoryQueue implements SourceOrigin {

    /** The queue that the source of the test under way reads. */
    static volatile MemoryQueue current = new MemoryQueue();

    final List<Buffer> items = new CopyOnWriteArrayList<>();
    volatile int acknowledged;

    static MemoryQueue open() {
        current = new MemoryQueue();
        return current;
    }

    @Override
    public Map<String, ?> settings() {
        return Map.of();
    }

    @Override
    public void feed(String key, Buffer payload) {
        items.add(payload);
    }
}
