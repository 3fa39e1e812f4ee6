package com.danubemessaging.connect.engine.sink;

import java.util.List;

/** A batch under way at a task. */
final class Batch<R> {

    final long id;
    final ReadyQueue<R> queue;
    final List<Entry<R>> entries;
    final long startedAt;

    /** Interrupted: what it returns is not believed. */
    boolean isFenced;

    Batch(long id, ReadyQueue<R> queue, List<Entry<R>> entries, long startedAt) {
        this.id = id;
        this.queue = queue;
        this.entries = entries;
        this.startedAt = startedAt;
    }
}
