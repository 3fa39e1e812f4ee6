package com.danubemessaging.vertx.client.internal;

import java.util.List;
import java.util.TreeSet;
import java.util.function.LongConsumer;

/**
 * Decides when an acknowledgement may leave. They may overtake each other with one exception: the one of the highest
 * delivered offset waits until all lower deliveries are answered. A broker of release 0.15 that gets it first, with
 * nothing left to read, handles nothing more of the subscription until the next publish.
 *
 * <p>Offsets are unsigned. A session is the life of one receive stream. An acknowledgement requested in an earlier
 * session whose offset is not below this session's highest waits for its redelivery or for a higher one. Pure and
 * single-threaded.
 */
final class AckQueue {

    private final TreeSet<Long> unanswered = new TreeSet<>(Long::compareUnsigned);
    private final TreeSet<Long> held = new TreeSet<>(Long::compareUnsigned);
    private final LongConsumer release;
    private boolean anyDelivered;
    private long highest;

    /** @param release sends the acknowledgement of an offset; not called again for one offset unless requested again */
    AckQueue(LongConsumer release) {
        this.release = release;
    }

    /** A new receive stream: the broker delivers again what it still waits for. */
    void newSession() {
        unanswered.clear();
        anyDelivered = false;
        highest = 0;
    }

    void delivered(long offset) {
        unanswered.add(offset);
        if (!anyDelivered || Long.compareUnsigned(offset, highest) > 0) {
            anyDelivered = true;
            highest = offset;
            releaseHeld();
        }
    }

    /** Releases the offset at once or holds it; an offset that is held already stays held once. */
    void request(long offset) {
        if (mayLeave(offset)) {
            held.remove(offset);
            release.accept(offset);
        } else {
            held.add(offset);
        }
    }

    /** The broker answered, or will deliver the offset again. */
    void answered(long offset) {
        unanswered.remove(offset);
        releaseHeld();
    }

    private boolean mayLeave(long offset) {
        if (!anyDelivered) {
            return false;
        }
        int order = Long.compareUnsigned(offset, highest);
        return order < 0 || (order == 0 && unanswered.lower(offset) == null);
    }

    private void releaseHeld() {
        if (held.isEmpty()) {
            return;
        }
        for (long offset : List.copyOf(held)) {
            if (mayLeave(offset) && held.remove(offset)) {
                release.accept(offset);
            }
        }
    }
}
