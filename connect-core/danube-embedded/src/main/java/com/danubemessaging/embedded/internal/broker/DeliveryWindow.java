package com.danubemessaging.embedded.internal.broker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one subscription that were read from the log and are not done: at most a fixed number, ordered by
 * offset. With lanes, only the oldest message of a key is ever ready or in flight; the others queue behind it.
 */
final class DeliveryWindow {

    private int capacity;
    private final boolean keyLanes;
    private final NavigableMap<Long, Delivery> entries = new TreeMap<>();
    private final NavigableMap<Long, Delivery> ready = new TreeMap<>();
    private final Map<String, ArrayDeque<Delivery>> lanes = new HashMap<>();

    DeliveryWindow(int capacity, boolean keyLanes) {
        this.capacity = capacity;
        this.keyLanes = keyLanes;
    }

    void resize(int newCapacity) {
        capacity = newCapacity;
    }

    boolean isFull() {
        return entries.size() >= capacity;
    }

    @Nullable
    Delivery get(long offset) {
        return entries.get(offset);
    }

    Collection<Delivery> all() {
        return Collections.unmodifiableCollection(entries.values());
    }

    /** A copy that stays valid while deliveries are resolved. */
    List<Delivery> snapshot() {
        return new ArrayList<>(entries.values());
    }

    /** What may be sent now, by offset. */
    Collection<Delivery> ready() {
        return Collections.unmodifiableCollection(ready.values());
    }

    boolean hasReady() {
        return !ready.isEmpty();
    }

    /** The lowest offset that is not done, or {@code nextOffset} if everything read is done. */
    long firstOpenOffset(long nextOffset) {
        return entries.isEmpty() ? nextOffset : entries.firstKey();
    }

    void add(Delivery delivery) {
        entries.put(delivery.offset, delivery);
        if (!keyLanes) {
            makeReady(delivery);
            return;
        }
        ArrayDeque<Delivery> lane = lanes.computeIfAbsent(delivery.key, key -> new ArrayDeque<>());
        lane.add(delivery);
        if (lane.size() == 1) {
            makeReady(delivery);
        }
    }

    void makeReady(Delivery delivery) {
        delivery.state = Delivery.State.READY;
        ready.put(delivery.offset, delivery);
    }

    /** Takes a delivery out of the ready ones. */
    void leaveReady(Delivery delivery, Delivery.State state) {
        ready.remove(delivery.offset);
        delivery.state = state;
    }

    /** Done, whatever the outcome: frees its place and lets the next message of its key come forward. */
    void remove(Delivery delivery) {
        entries.remove(delivery.offset);
        ready.remove(delivery.offset);
        if (!keyLanes) {
            return;
        }
        ArrayDeque<Delivery> lane = lanes.get(delivery.key);
        if (lane != null) {
            lane.remove(delivery);
            Delivery head = lane.peek();
            if (head == null) {
                lanes.remove(delivery.key);
            } else if (head.state == Delivery.State.QUEUED) {
                makeReady(head);
            }
        }
    }
}
