package com.danubemessaging.vertx.client;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import org.jspecify.annotations.Nullable;

/**
 * Publishes messages to one topic, plain or partitioned.
 *
 * <p><b>Life cycle.</b> Created registered by {@link DanubeClient#createProducer}. When the broker forgets it (restart,
 * topic moved, connection lost) it registers itself again in the background, for ever; {@link #isReady()} tells. Ends
 * with {@link #close()} or its client. Nothing is removed at the broker: registrations live as long as the topic is
 * loaded, so use one stable name.
 *
 * <p><b>Threading.</b> May be called from any thread; results and handlers arrive on the client's context.
 *
 * <p><b>Failure.</b> Every failed future carries a {@link DanubeException}. A message may be stored twice when an
 * ambiguous failure is repeated: the broker has no de-duplication.
 */
public interface Producer {

    /**
     * The largest message in bytes as it goes over the wire, with attributes, key and names: 4 MiB less 4 KiB. The
     * broker's decoder stops at 4 MiB, and what it delivers to consumers is a few bytes longer than what it received
     * (Danube protocol: effective payload limit).
     */
    int MAX_MESSAGE_BYTES = 4 * 1024 * 1024 - 4 * 1024;

    /** The topic as configured, without a partition suffix. */
    String topic();

    /** The producer's name; partition n registers as {@code <name>-n}. */
    String name();

    /** How many partitions the topic was opened with; 0 for a plain topic. */
    int partitionCount();

    /**
     * The partition that a message with this key goes to, the same in all Danube clients: FNV-1a (64 bit) over the
     * key's UTF-8 bytes, unsigned, modulo the number of partitions.
     *
     * @param routingKey the key; null takes the next partition in turn, starting at 0
     * @return 0 to {@link #partitionCount()} - 1; 0 for a plain topic
     */
    int partitionFor(@Nullable String routingKey);

    /**
     * Publishes one message with full service: in order within its lane ({@link ProducerOptions#setOrdering}), repeated
     * for ever while the failure is a passing one.
     *
     * @return completes when the broker has accepted the message; fails with {@link DanubeException.Kind#BACKPRESSURE}
     *     and without sending if {@link #writeQueueFull()}, with {@link DanubeException.Kind#RECORD} if the message can
     *     never be accepted (the lane goes on with the next one), with {@link DanubeException.Kind#CLOSED} if the
     *     producer was closed first
     */
    Future<Void> send(OutgoingMessage message);

    /**
     * Makes exactly one attempt to publish one message, for callers that keep order and repeat by themselves. No lane,
     * no retry, not counted by {@link #writeQueueFull()}.
     *
     * @param partition 0 to {@link #partitionCount()} - 1; 0 for a plain topic
     * @return fails fast with {@link DanubeException.Kind#TRANSIENT} while that partition is not registered
     */
    Future<Void> trySend(int partition, OutgoingMessage message);

    /**
     * Whether {@link #send} would refuse a message because {@link ProducerOptions#getMaxInFlightRecords()} or
     * {@link ProducerOptions#getMaxInFlightBytes()} are queued or in flight. Exact on the client's context, a snapshot
     * elsewhere.
     */
    boolean writeQueueFull();

    /** Called once each time the queue, after it was full, has fallen to half of its bounds or less. */
    Producer drainHandler(@Nullable Handler<Void> handler);

    /** Whether all partitions are registered at their brokers. */
    boolean isReady();

    /** Called with the new value of {@link #isReady()} each time it changes. */
    Producer readinessHandler(@Nullable Handler<Boolean> handler);

    /**
     * Ends the producer: everything still queued or in flight fails with {@link DanubeException.Kind#CLOSED}.
     * Idempotent.
     */
    Future<Void> close();
}
