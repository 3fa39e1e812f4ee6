package com.danubemessaging.vertx.client;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One partition of a subscription: a subscription at the broker and its receive stream.
 *
 * <p><b>Life cycle.</b> The stream is opened at once after Subscribe, because the broker stalls every producer of a
 * topic whose consumer does not read. When it ends, for whatever reason, the consumer subscribes again, with backoff,
 * for ever; {@link #detach()} and {@link #attach()} do the same on purpose. Nothing is delivered while no
 * {@link #handler} is set.
 *
 * <p><b>Threading.</b> May be called from any thread; results, messages and events arrive on the client's context, one
 * at a time. The {@link ConsumerEvent.Type#ATTACHED} event comes before the first message of its stream.
 *
 * <p><b>Delivery.</b> At least once. What is not acknowledged within the broker's time (30 s by default) or before the
 * stream ends comes again, as a new {@link Message} with an equal {@link Message#id()}.
 */
public interface PartitionConsumer {

    /** The name the broker knows: {@code <topic>-part-<n>}, or the topic itself when plain. */
    String topic();

    /** The partition's number, or -1 for a plain topic. */
    int index();

    /** Sets who gets the messages. An exception it throws is logged; the message stays unacknowledged. */
    PartitionConsumer handler(@Nullable Handler<Message> handler);

    /** Sets who hears of the stream being opened and closed. */
    PartitionConsumer eventHandler(@Nullable Handler<ConsumerEvent> handler);

    /**
     * Stops delivery until {@link #resume} or {@link #fetch}. Do not pause for long: the broker's topic stalls (see
     * above).
     */
    PartitionConsumer pause();

    /** Delivers without limit. This is the mode at the start. */
    PartitionConsumer resume();

    /** Adds to what may be delivered after {@link #pause()}. */
    PartitionConsumer fetch(long amount);

    /** Whether the receive stream is open. */
    boolean isAttached();

    /**
     * Acknowledges one delivery. Acknowledgements are pipelined, but that of the highest delivered offset leaves only
     * after all lower deliveries were acknowledged and answered: sent first, with nothing left to read, it would stop
     * the broker's dispatcher until the next publish. Passing failures are repeated for as long as the consumer lives.
     *
     * <p>A delivery of an earlier stream may still be acknowledged. If its offset is not below all that the present
     * stream has delivered, the acknowledgement waits until the broker delivers it, or something newer, on the present
     * stream; on a Shared subscription that may be long, because the redelivery may go to another consumer.
     *
     * @return completes when the broker has answered; that is no promise that the message never comes again. Fails with
     *     {@link DanubeException.Kind#TRANSIENT} if the broker no longer knows the subscription (the consumer
     *     subscribes again and the message is delivered again), with {@link DanubeException.Kind#CLOSED} if the
     *     consumer was closed
     */
    Future<Void> ack(Message message);

    /**
     * Asks the broker to deliver a message again. The broker counts: after six deliveries (default policy) it stops the
     * whole subscription for good, so prefer to repeat locally and acknowledge.
     *
     * @param delay the least time to wait, zero or more; the broker's own policy may make it longer
     * @param reason kept by the broker for its dead letter; may be empty
     */
    Future<Void> nack(Message message, Duration delay, String reason);

    /**
     * Closes the receive stream and stays away until {@link #attach()}. Acknowledgements can still be sent. Idempotent.
     */
    Future<Void> detach();

    /**
     * Subscribes again and opens the stream; tries for ever. Completes at once when attached already.
     *
     * @return fails with {@link DanubeException.Kind#CLOSED} if {@link #detach()} or the end of the consumer comes
     *     first
     */
    Future<Void> attach();
}
