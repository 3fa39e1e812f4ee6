package com.danubemessaging.embedded.internal.broker;

import org.jspecify.annotations.Nullable;

/**
 * Who gets a message now: a consumer, nobody yet, or nobody ever.
 *
 * @param consumer the consumer that takes it, if there is one
 * @param isSkipped whether no registered consumer wants the message, so that it counts as acknowledged
 */
record Selection(@Nullable Consumer consumer, boolean isSkipped) {

    /** Nobody can take it at the moment. */
    static final Selection WAIT = new Selection(null, false);

    /** No consumer's filter matches. */
    static final Selection SKIP = new Selection(null, true);

    static Selection of(@Nullable Consumer consumer) {
        return consumer != null && consumer.canTake() ? new Selection(consumer, false) : WAIT;
    }
}
