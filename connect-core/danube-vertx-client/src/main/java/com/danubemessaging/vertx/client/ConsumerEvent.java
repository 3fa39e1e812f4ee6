package com.danubemessaging.vertx.client;

import java.util.Objects;

/**
 * A change in a partition's connection to the broker.
 *
 * @param type what happened
 * @param reason why it was detached; {@link Reason#NONE} when attached
 * @param isSameConsumer when attached: the broker answered with the consumer id of the stream before this one, so the
 *     registration has lived on (Danube protocol: Subscribe under a known name gets the old id, a topic that moved or a
 *     broker that restarted gives a new one). After {@link Reason#ENDED_OK} that means that somebody else had taken the
 *     stream. False for the first stream, and when detached
 * @param text one sentence for a log
 */
public record ConsumerEvent(Type type, Reason reason, boolean isSameConsumer, String text) {

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
         * was deleted. Which of them it was, {@link ConsumerEvent#isSameConsumer} tells when the next stream is open.
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
