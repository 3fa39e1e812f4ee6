package com.danubemessaging.embedded.internal.broker;

import com.danubemessaging.proto.StreamMessage;
import org.jspecify.annotations.Nullable;

/** One message of a reliable subscription between being read from the log and being acknowledged. */
final class Delivery {

    /** Where a message stands. */
    enum State {
        /** Waits behind an earlier message of its key. */
        QUEUED,
        /** May be sent now. */
        READY,
        /** Sent; the acknowledgement is awaited until {@link Delivery#dueAt}. */
        IN_FLIGHT,
        /** Failed; becomes ready again at {@link Delivery#dueAt}. Acknowledgements are ignored meanwhile. */
        WAITING,
        /** Exhausted, and the dead letter could not be published yet. */
        DEAD_LETTER_PENDING,
        /** Exhausted for ever under the policy that blocks. */
        POISONED
    }

    final long offset;
    final StreamMessage message;
    final String key;
    State state = State.QUEUED;
    int attempts;
    long dueAt;

    @Nullable
    Consumer consumer;

    @Nullable
    String reason;

    Delivery(long offset, StreamMessage message, String key) {
        this.offset = offset;
        this.message = message;
        this.key = key;
    }
}
