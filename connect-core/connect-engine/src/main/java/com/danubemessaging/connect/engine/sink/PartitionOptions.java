package com.danubemessaging.connect.engine.sink;

/**
 * How one partition of a subscription is read.
 *
 * @param subscription number of the subscription, from 0; a batch never mixes subscriptions
 * @param readAlone nobody else reads this subscription, so that offsets are contiguous and a jump is a gap, and that
 *     whoever takes the stream away twice is a second process of the same name
 * @param closable whether the stream may be closed on purpose: everything but KeyShared, where leaving loses records
 * @param mark the highest contiguously acknowledged offset of an earlier run, or -1 if unknown: a jump beyond it is a
 *     gap made while nobody read
 */
public record PartitionOptions(int subscription, boolean readAlone, boolean closable, long mark) {

    /** Read alone, closable, without a mark. */
    public static PartitionOptions exclusive(int subscription) {
        return new PartitionOptions(subscription, true, true, -1);
    }
}
