package com.danubemessaging.connect.engine.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Which records are committed to the origin: the contiguous head of each source partition, one commit at a time. */
final class Commits<R> {

    private final SourcePort<R> port;
    private final Consumer<Emitted<R>> passed;
    private final Map<Object, SourcePartition<R>> partitions = new HashMap<>();
    private final List<SourcePartition<R>> moved = new ArrayList<>();
    private boolean isCommitting;
    private long answered;

    /** @param passed told of every record that its partition needs no longer */
    Commits(SourcePort<R> port, Consumer<Emitted<R>> passed) {
        this.port = port;
        this.passed = passed;
    }

    SourcePartition<R> partition(Object key) {
        return partitions.computeIfAbsent(key, SourcePartition::new);
    }

    /** A record of this partition was settled. */
    void settled(SourcePartition<R> partition) {
        if (partition.advance(passed) && !partition.isListed) {
            partition.isListed = true;
            moved.add(partition);
        }
    }

    /** The origin starts this partition over, or has ended it. */
    void reset(Object key) {
        SourcePartition<R> partition = partitions.remove(key);
        if (partition != null) {
            partition.end(passed);
        }
    }

    /** Commits what became contiguous, unless a commit is under way. */
    void commit() {
        if (isCommitting || moved.isEmpty()) {
            return;
        }
        List<Emission<R>> heads = new ArrayList<>(moved.size());
        for (SourcePartition<R> partition : moved) {
            partition.isListed = false;
            Emitted<R> head = partition.takeHead();
            if (head != null) {
                heads.add(head);
            }
            if (partition.isIdle()) {
                partitions.remove(partition.key, partition);
            }
        }
        moved.clear();
        if (!heads.isEmpty()) {
            isCommitting = true;
            port.commit(heads);
        }
    }

    void answered() {
        if (isCommitting) {
            isCommitting = false;
            answered++;
        }
    }

    boolean isIdle() {
        return !isCommitting && moved.isEmpty();
    }

    long count() {
        return answered;
    }
}
