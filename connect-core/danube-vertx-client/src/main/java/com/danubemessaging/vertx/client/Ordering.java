package com.danubemessaging.vertx.client;

/**
 * Which messages of a producer keep their order. The broker runs every call as its own task, so calls in flight
 * together have no order: keeping order means one call in flight at a time per lane.
 */
public enum Ordering {
    /** Messages with one routing key keep their order; those without a key keep theirs per partition. */
    KEY,
    /** All messages of one partition keep their order: one call in flight per partition. */
    PARTITION,
    /** No order; the highest throughput. */
    NONE
}
