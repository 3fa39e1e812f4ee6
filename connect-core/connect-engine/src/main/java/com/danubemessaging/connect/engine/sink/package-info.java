/**
 * The sink's way: deliveries of Danube subscriptions become batches for tasks, outcomes become acknowledgements.
 *
 * <p>{@link com.danubemessaging.connect.engine.sink.SinkEngine} takes the events. Inside, a {@code PartitionLedger}
 * knows every delivery of one partition that is not acknowledged and decides when its acknowledgement may leave; the
 * {@code Dispatcher} owns lanes, ready queues and tasks; the {@code StreamGuard} keeps memory and the broker's patience
 * within bounds by pausing and closing receive streams.
 */
@NullMarked
package com.danubemessaging.connect.engine.sink;

import org.jspecify.annotations.NullMarked;
