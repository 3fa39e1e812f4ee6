package com.danubemessaging.vertx.client;

import java.util.Objects;

/**
 * A change in a partition's connection to the broker.
 *
 * @param type what happened
 * @param reason why it was detached; {@link Reason#NONE} when attached
 * @param text one sentence for a log
 */
public record ConsumerEvent(Type type, Reason reason, String text) {

    /** What happened to the stream. */
    public enum Type {
        /** The receive stream is open; messages follow. Unacknowledged messages come again. */
        ATTACHED,
        /** The receive stream is closed. */
        DETACHED
    }

    /** Why a stream was closed. */
    public enum Reason {
        /** Not closed. */
        NONE,
        /**
         * The broker ended the stream in good order: another consumer of the same name took over, or the topic moved or
         * was deleted. On a topic that stays where it is, a second such end within seconds means that two processes
         * share one consumer name.
         */
        ENDED_OK,
        /** The transport broke, the broker refused the stream, or its health check dropped the consumer. */
        BROKEN,
        /** Closed from this side. */
        CLOSED
    }

    public ConsumerEvent {
        Objects.requireNonNull(type);
        Objects.requireNonNull(reason);
        Objects.requireNonNull(text);
    }
}
