package com.danubemessaging.connect.engine.sink;

import org.jspecify.annotations.Nullable;

/** Deliveries by identity: open addressing with linear probing on 64-bit identities, which are hashes already. */
final class IdentityMap<R> {

    private @Nullable Entry<R>[] slots = newSlots(64);
    private int size;

    @Nullable
    Entry<R> get(long identity) {
        int mask = slots.length - 1;
        for (int i = home(identity, mask); ; i = (i + 1) & mask) {
            Entry<R> entry = slots[i];
            if (entry == null || entry.identity == identity) {
                return entry;
            }
        }
    }

    /** Adds an entry whose identity is not in the map. */
    void add(Entry<R> entry) {
        if (++size * 2 > slots.length) {
            grow();
        }
        insert(entry);
    }

    private void insert(Entry<R> entry) {
        int mask = slots.length - 1;
        int i = home(entry.identity, mask);
        while (slots[i] != null) {
            i = (i + 1) & mask;
        }
        slots[i] = entry;
    }

    /** Removes this very entry, if it is there. */
    void remove(Entry<R> entry) {
        int mask = slots.length - 1;
        int i = home(entry.identity, mask);
        while (slots[i] != entry) {
            if (slots[i] == null) {
                return;
            }
            i = (i + 1) & mask;
        }
        size--;
        // Close the hole: whoever probed past it must stay reachable.
        int hole = i;
        for (int j = (i + 1) & mask; ; j = (j + 1) & mask) {
            Entry<R> other = slots[j];
            if (other == null) {
                break;
            }
            int home = home(other.identity, mask);
            if (((j - home) & mask) >= ((j - hole) & mask)) {
                slots[hole] = other;
                hole = j;
            }
        }
        slots[hole] = null;
    }

    private void grow() {
        @Nullable Entry<R>[] old = slots;
        slots = newSlots(old.length * 2);
        for (Entry<R> entry : old) {
            if (entry != null) {
                insert(entry);
            }
        }
    }

    private static int home(long identity, int mask) {
        return (int) (identity ^ (identity >>> 32)) & mask;
    }

    @SuppressWarnings({"unchecked", "rawtypes"
    }) // An array of a generic class can only be made raw; it never leaves this map.
    private static <R> @Nullable Entry<R>[] newSlots(int length) {
        return (Entry<R>[]) new Entry[length];
    }
}
