package com.danubemessaging.connect.testkit.sim;

import org.jspecify.annotations.Nullable;

/**
 * A record of the simulation.
 *
 * @param sequence its number in order of publication, unique in the history
 * @param partition the partition or topic it belongs to
 * @param key what must stay in order; null for its partition
 * @param bytes payload size
 * @param fate what becomes of it
 */
record SimRecord(long sequence, int partition, @Nullable String key, int bytes, Fate fate) {

    /** What it must stay in order with. */
    String lane() {
        return partition + "/" + (key == null ? "" : key);
    }

    /** Spread over 64 bits, as a hash would be. */
    long identity() {
        long x = (sequence + 1) * 0x9E3779B97F4A7C15L;
        return x ^ (x >>> 29);
    }
}
