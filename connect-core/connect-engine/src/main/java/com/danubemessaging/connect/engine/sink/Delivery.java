package com.danubemessaging.connect.engine.sink;

/**
 * One delivery that the engine holds: the token that actions hand out and events bring back.
 *
 * @param <R> the record
 */
public sealed interface Delivery<R> permits Entry {

    /** The record. */
    R record();

    /** The partition's number, as given by {@link SinkEngine#addPartition}. */
    int partition();

    /** The offset, unsigned. */
    long offset();

    /** Failed attempts so far. */
    int attempts();
}
