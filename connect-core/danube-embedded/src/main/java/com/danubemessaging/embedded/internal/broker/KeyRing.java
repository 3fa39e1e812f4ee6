package com.danubemessaging.embedded.internal.broker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Consistent hashing of keys to consumers: a consumer that joins or leaves moves about its own share of the keys and no
 * others. Immutable; built anew when the membership changes.
 */
final class KeyRing {

    /** Points per consumer (Danube protocol: choosing the consumer of a key). */
    static final int POINTS_PER_CONSUMER = 100;

    private record Point(long position, Consumer consumer) {}

    private final List<Point> points;

    KeyRing(Collection<Consumer> consumers) {
        points = new ArrayList<>(consumers.size() * POINTS_PER_CONSUMER);
        for (Consumer consumer : consumers) {
            String id = Long.toUnsignedString(consumer.id());
            for (int v = 0; v < POINTS_PER_CONSUMER; v++) {
                points.add(new Point(KeyHash.h32(id + "-" + v), consumer));
            }
        }
        points.sort(Comparator.comparingLong(Point::position));
    }

    /** The owner of a key among the consumers that are eligible for it, or null if none is on the ring. */
    @Nullable
    Consumer owner(String key, Predicate<Consumer> eligible) {
        int start = firstAtOrAfter(KeyHash.h32(key));
        for (int i = 0; i < points.size(); i++) {
            Consumer candidate = points.get((start + i) % points.size()).consumer;
            if (eligible.test(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    private int firstAtOrAfter(long position) {
        int low = 0;
        int high = points.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (points.get(middle).position < position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
