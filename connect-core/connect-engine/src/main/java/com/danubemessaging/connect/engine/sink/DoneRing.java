package com.danubemessaging.connect.engine.sink;

import java.util.Arrays;

/**
 * Which deliveries of a partition are done: a ring indexed by offset that keeps the identity of the latest record seen
 * at each slot. A copy of a done record is acknowledged again instead of being written again. The ring forgets by being
 * overwritten; forgetting costs a duplicate, never a record.
 */
final class DoneRing {

    private final long[] identities;
    private final long[] offsets;
    private final int[] lanes;
    private final int mask;
    private long highest = -1;
    private boolean isUsed;

    /** Room for at least {@code capacity} offsets. */
    DoneRing(int capacity) {
        int size = Integer.highestOneBit(Math.max(capacity, 16) * 2 - 1);
        this.identities = new long[size];
        this.offsets = new long[size];
        this.lanes = new int[size];
        this.mask = size - 1;
        Arrays.fill(offsets, -1);
    }

    void add(long offset, long identity, int laneHash) {
        int slot = (int) (offset & mask);
        offsets[slot] = offset;
        identities[slot] = identity;
        lanes[slot] = laneHash;
        highest = isUsed && Long.compareUnsigned(highest, offset) > 0 ? highest : offset;
        isUsed = true;
    }

    boolean contains(long offset, long identity) {
        int slot = (int) (offset & mask);
        return isUsed && offsets[slot] == offset && identities[slot] == identity;
    }

    /** Whether another record than this one is known to have stood at this offset: the broker counts anew. */
    boolean contradicts(long offset, long identity) {
        int slot = (int) (offset & mask);
        return isUsed && offsets[slot] == offset && identities[slot] != identity;
    }

    /**
     * A record of this lane is written again: what came after it in the lane must be written again too, should a copy
     * come.
     */
    void forgetLater(long offset, int laneHash) {
        if (!isUsed || Long.compareUnsigned(highest, offset) <= 0) {
            return;
        }
        for (int slot = 0; slot <= mask; slot++) {
            if (lanes[slot] == laneHash && offsets[slot] != -1 && Long.compareUnsigned(offsets[slot], offset) > 0) {
                offsets[slot] = -1;
            }
        }
    }

    void clear() {
        Arrays.fill(offsets, -1);
        isUsed = false;
        highest = -1;
    }
}
