package com.danubemessaging.connect.engine.source;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A part of the input whose records are committed in the order of their emission. */
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
        }
    }

    /** One record was settled; returns whether the contiguous head moved. */
    boolean advance() {
        boolean moved = false;
        while (!isBroken && !open.isEmpty()) {
            Emitted<R> first = open.getFirst();
            Settlement settlement = first.settlement;
            if (settlement == null) {
                break;
            }
            if (!settlement.isFinal()) {
                // Its origin must send it again, so nothing behind it can be committed.
                isBroken = true;
                open.clear();
                break;
            }
            head = open.removeFirst();
            moved = true;
        }
        return moved;
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
