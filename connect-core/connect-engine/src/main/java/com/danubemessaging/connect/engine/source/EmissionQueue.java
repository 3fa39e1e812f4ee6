package com.danubemessaging.connect.engine.source;

import org.jspecify.annotations.Nullable;

/**
 * Emissions in order. An emission is in one queue at a time and knows its neighbours, so that one that is withdrawn
 * leaves at once from wherever it stands, and its payload with it.
 */
final class EmissionQueue<R> {

    private @Nullable Emitted<R> first;
    private @Nullable Emitted<R> last;
    private int size;

    void addLast(Emitted<R> emission) {
        link(last, emission, null);
    }

    void addFirst(Emitted<R> emission) {
        link(null, emission, first);
    }

    private void link(@Nullable Emitted<R> before, Emitted<R> emission, @Nullable Emitted<R> after) {
        if (emission.queue != null) {
            throw new IllegalStateException("an emission can be in one queue only");
        }
        emission.queue = this;
        emission.before = before;
        emission.after = after;
        if (before == null) {
            first = emission;
        } else {
            before.after = emission;
        }
        if (after == null) {
            last = emission;
        } else {
            after.before = emission;
        }
        size++;
    }

    void remove(Emitted<R> emission) {
        if (emission.queue != this) {
            throw new IllegalStateException("the emission is not in this queue");
        }
        Emitted<R> before = emission.before;
        Emitted<R> after = emission.after;
        if (before == null) {
            first = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.before = before;
        }
        emission.queue = null;
        emission.before = null;
        emission.after = null;
        size--;
    }

    @Nullable
    Emitted<R> first() {
        return first;
    }

    @Nullable
    Emitted<R> removeFirst() {
        Emitted<R> removed = first;
        if (removed != null) {
            remove(removed);
        }
        return removed;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }
}
