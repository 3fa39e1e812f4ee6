package com.danubemessaging.connect.engine.source;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One topic: its lanes, what is ready to be published, and how much is under way. */
final class TopicLanes<R> {

    final int number;
    private final int maxInFlight;
    private final RateLimit rate;
    private final Map<Object, PublishLane<R>> lanes = new HashMap<>();
    private final ArrayDeque<Emitted<R>> ready = new ArrayDeque<>();
    int inFlight;
    boolean isDown;
    boolean isWaitingForRate;

    TopicLanes(int number, int maxInFlight, long maxPerSecond) {
        this.number = number;
        this.maxInFlight = maxInFlight;
        this.rate = new RateLimit(maxPerSecond);
    }

    /** Queues an admitted record; {@code laneKey} null means that it may overtake every other. */
    void add(Emitted<R> emission, @Nullable Object laneKey) {
        emission.state = Emitted.State.QUEUED;
        if (laneKey == null) {
            ready.addLast(emission);
            return;
        }
        PublishLane<R> lane = lanes.get(laneKey);
        if (lane == null) {
            lane = new PublishLane<>(laneKey);
            lanes.put(laneKey, lane);
            ready.addLast(emission);
        } else {
            lane.add(emission);
        }
        emission.lane = lane;
    }

    /** Another attempt, before everything that is ready. */
    void again(Emitted<R> emission) {
        emission.state = Emitted.State.QUEUED;
        ready.addFirst(emission);
    }

    /** This record is out of the way: the next of its lane becomes ready. */
    void release(Emitted<R> emission) {
        PublishLane<R> lane = emission.lane;
        if (lane == null) {
            return;
        }
        emission.lane = null;
        Emitted<R> next = lane.next();
        if (next == null) {
            lanes.remove(lane.key);
        } else {
            ready.addLast(next);
        }
    }

    /** The next record to publish, or null if there is none or the window is full. Passes over withdrawn ones. */
    @Nullable
    Emitted<R> next() {
        while (inFlight < maxInFlight) {
            Emitted<R> first = ready.peekFirst();
            if (first == null) {
                return null;
            }
            if (!first.isSettled()) {
                return first;
            }
            ready.removeFirst();
            release(first);
        }
        return null;
    }

    /** Takes the record that {@link #next} showed, if the rate allows it. */
    boolean take(long now) {
        if (!rate.tryTake(now)) {
            return false;
        }
        ready.removeFirst();
        inFlight++;
        return true;
    }

    long rateAllowsAt(long now) {
        return rate.nextAt(now);
    }
}
