package com.danubemessaging.connect.engine.source;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A part of the input whose records are committed in the order of their emission. Once a record of it was withdrawn or
 * is unknown, it is broken: nothing behind that record is committed before its origin starts over.
 */
final class SourcePartition<R> {

    final Object key;
    private final ArrayDeque<Emitted<R>> open = new ArrayDeque<>();
    private @Nullable Emitted<R> head;
    private boolean isBroken;
    boolean isListed;

    SourcePartition(Object key) {
        this.key = key;
    }

    void add(Emitted<R> emission) {
        if (!isBroken) {
            open.addLast(emission);
            emission.isInPartition = true;
        }
    }

    /**
     * One record was settled.
     *
     * @param passed told of every record that the partition needs no longer
     * @return whether the contiguous head moved
     */
    boolean advance(Consumer<Emitted<R>> passed) {
        boolean moved = false;
        while (!open.isEmpty()) {
            Emitted<R> first = open.getFirst();
            Settlement settlement = first.settlement;
            if (settlement == null) {
                break;
            }
            if (!settlement.isFinal()) {
                forget(passed);
                break;
            }
            open.removeFirst();
            first.isInPartition = false;
            passed.accept(first);
            head = first;
            moved = true;
        }
        return moved;
    }

    private void forget(Consumer<Emitted<R>> passed) {
        isBroken = true;
        for (Emitted<R> next = open.pollFirst(); next != null; next = open.pollFirst()) {
            next.isInPartition = false;
            passed.accept(next);
        }
    }

    /** The origin starts over: nothing of what was emitted until now is committed any more. */
    void end(Consumer<Emitted<R>> passed) {
        head = null;
        forget(passed);
    }

    /** The last record of the contiguous head since the previous call. */
    @Nullable
    Emitted<R> takeHead() {
        Emitted<R> taken = head;
        head = null;
        return taken;
    }

    boolean isIdle() {
        return open.isEmpty() && head == null && !isBroken;
    }
}
