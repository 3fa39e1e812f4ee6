package com.danubemessaging.connect.engine.source;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One topic: its lanes, what is ready to be published, and what is under way. */
final class TopicLanes<R> {

    final int number;
    private final int maxInFlight;
    private final RateLimit rate;
    private final Map<Object, PublishLane<R>> lanes = new HashMap<>();
    private final EmissionQueue<R> ready = new EmissionQueue<>();

    /** In flight, backing off, or on their way to the dead letter topic. */
    private final EmissionQueue<R> busy = new EmissionQueue<>();

    int inFlight;
    boolean isDown;
    boolean isWaitingForRate;

    TopicLanes(int number, int maxInFlight, long maxPerSecond) {
        this.number = number;
        this.maxInFlight = maxInFlight;
        this.rate = new RateLimit(maxPerSecond);
    }

    /** Queues an admitted record; one without a lane may overtake every other. */
    void add(Emitted<R> emission) {
        emission.state = Emitted.State.QUEUED;
        Object key = emission.laneKey;
        if (key == null) {
            ready.addLast(emission);
            return;
        }
        PublishLane<R> lane = lanes.get(key);
        if (lane == null) {
            lane = new PublishLane<>(key);
            lanes.put(key, lane);
            ready.addLast(emission);
        } else {
            lane.behind.addLast(emission);
        }
        emission.lane = lane;
    }

    /** Another attempt, before everything that is ready. */
    void again(Emitted<R> emission) {
        busy.remove(emission);
        emission.state = Emitted.State.QUEUED;
        ready.addFirst(emission);
    }

    /** This record leaves; if it was ready or under way, the next of its lane becomes ready. */
    void release(Emitted<R> emission) {
        EmissionQueue<R> queue = emission.queue;
        if (queue == null) {
            return;
        }
        queue.remove(emission);
        PublishLane<R> lane = emission.lane;
        emission.lane = null;
        if (lane == null || queue == lane.behind) {
            return;
        }
        Emitted<R> next = lane.behind.removeFirst();
        if (next == null) {
            lanes.remove(lane.key);
        } else {
            ready.addLast(next);
        }
    }

    /** Whether {@link #take} would give a record if the rate allows it. */
    boolean canTake() {
        return inFlight < maxInFlight && !ready.isEmpty();
    }

    /** Takes the next record to publish, or null if there is none or the rate does not allow it. */
    @Nullable
    Emitted<R> take(long now) {
        Emitted<R> next = ready.first();
        if (next == null || !rate.tryTake(now)) {
            return null;
        }
        ready.remove(next);
        busy.addLast(next);
        next.state = Emitted.State.IN_FLIGHT;
        inFlight++;
        return next;
    }

    long rateAllowsAt(long now) {
        return rate.nextAt(now);
    }

    /** Empties the topic; everything that was in it goes to {@code left}. */
    void clear(Consumer<Emitted<R>> left) {
        for (PublishLane<R> lane : lanes.values()) {
            clear(lane.behind, left);
        }
        lanes.clear();
        clear(ready, left);
        clear(busy, left);
    }

    private static <R> void clear(EmissionQueue<R> queue, Consumer<Emitted<R>> left) {
        for (Emitted<R> next = queue.removeFirst(); next != null; next = queue.removeFirst()) {
            left.accept(next);
        }
    }
}
