package com.danubemessaging.connect.engine.sink;

/**
 * How one partition of a subscription is read.
 *
 * @param subscription number of the subscription, from 0; a batch never mixes subscriptions
 * @param readers who else may be given its records. With {@link Readers#ONE} whoever takes the stream away twice is a
 *     second process of the same name
 * @param closable whether the stream may be closed on purpose: everything but KeyShared, where leaving loses records
 * @param mark the highest contiguously acknowledged offset of an earlier run, or -1 if unknown: a jump beyond it is a
 *     gap made while nobody read
 * @param seen the highest offset that an earlier run may have been given, and so may have acknowledged, or -1 if
 *     unknown: a gap above it is certain from the start
 */
public record PartitionOptions(int subscription, Readers readers, boolean closable, long mark, long seen) {

    /** How far an earlier run got is unknown. */
    public static final long UNKNOWN = -1;

    /** Read alone, closable, without anything known of earlier runs. */
    public static PartitionOptions exclusive(int subscription) {
        return new PartitionOptions(subscription, Readers.ONE, true, UNKNOWN, UNKNOWN);
    }
}
