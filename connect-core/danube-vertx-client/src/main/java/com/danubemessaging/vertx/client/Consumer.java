package com.danubemessaging.vertx.client;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subscription to one topic: one {@link PartitionConsumer} per partition.
 *
 * <p>Simple users set {@link #handler} and call {@link #ack}; others work with {@link #partitions()}. Order holds
 * within a partition only. Threading as in {@link PartitionConsumer}.
 */
public interface Consumer {

    /** The topic as configured, without a partition suffix. */
    String topic();

    /** The subscription's name. */
    String subscription();

    /** The partitions in numerical order, or the one plain topic. Unmodifiable. */
    List<PartitionConsumer> partitions();

    /** Sets one handler for all partitions, replacing those set on them. */
    Consumer handler(@Nullable Handler<Message> handler);

    /** Acknowledges through the partition the message came from; see {@link PartitionConsumer#ack}. */
    Future<Void> ack(Message message);

    /** Asks for redelivery through the partition the message came from; see {@link PartitionConsumer#nack}. */
    Future<Void> nack(Message message, Duration delay, String reason);

    /**
     * Closes all streams; acknowledgements not yet answered fail with {@link DanubeException.Kind#CLOSED}. Idempotent.
     */
    Future<Void> close();
}
