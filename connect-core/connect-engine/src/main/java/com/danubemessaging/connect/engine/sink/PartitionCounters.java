package com.danubemessaging.connect.engine.sink;

/**
 * What one partition of a {@link SinkEngine} holds and has seen again.
 *
 * @param held deliveries whose acknowledgement has not been answered
 * @param mostHeld the most that were held at a time: about the broker's window, once that was full
 * @param duplicates copies of deliveries that were held, dropped
 * @param reacknowledged copies of finished records, acknowledged again without being written
 */
public record PartitionCounters(int held, int mostHeld, long duplicates, long reacknowledged) {}
