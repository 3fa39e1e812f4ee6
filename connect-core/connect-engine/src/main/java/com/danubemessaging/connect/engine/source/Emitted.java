package com.danubemessaging.connect.engine.source;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** An emission in the engine; node of the one {@link EmissionQueue} it is in. */
final class Emitted<R> implements Emission<R> {

    enum State {
        /** Waits for credit. */
        WAITING,
        /** Admitted; behind others of its lane or its topic. */
        QUEUED,
        /** Publish under way. */
        IN_FLIGHT,
        /** Failed, waits for its next attempt. */
        BACKING_OFF,
        /** On its way to the dead letter topic. */
        DEAD_LETTERING,
        /** Out of lanes and queues. */
        RELEASED
    }

    /** A total order, so that a set can drop a settled emission at once and keep no payload until its deadline. */
    static final Comparator<Emitted<?>> BY_DEADLINE =
            Comparator.<Emitted<?>>comparingLong(e -> e.deadline).thenComparingLong(e -> e.sequence);

    final R record;
    final TopicLanes<R> topic;
    final @Nullable Object laneKey;
    final @Nullable SourcePartition<R> partition;
    final int bytes;
    final long deadline;
    final long sequence;

    @Nullable
    PublishLane<R> lane;

    @Nullable
    EmissionQueue<R> queue;

    @Nullable
    Emitted<R> before;

    @Nullable
    Emitted<R> after;

    State state = State.WAITING;

    @Nullable
    Settlement settlement;

    int attempts;

    /** Has credit. */
    boolean isAdmitted;

    /** Its partition has not passed it: it keeps its credit, however it ended, so that a stuck head bounds the rest. */
    boolean isInPartition;

    boolean mayBeStored;

    Emitted(
            R record,
            TopicLanes<R> topic,
            @Nullable Object laneKey,
            @Nullable SourcePartition<R> partition,
            int bytes,
            long deadline,
            long sequence) {
        this.record = record;
        this.topic = topic;
        this.laneKey = laneKey;
        this.partition = partition;
        this.bytes = bytes;
        this.deadline = deadline;
        this.sequence = sequence;
    }

    @Override
    public R record() {
        return record;
    }

    @Override
    public int topic() {
        return topic.number;
    }

    @Override
    public int attempts() {
        return attempts;
    }

    boolean isSettled() {
        return settlement != null;
    }

    /** How it ends if nobody waits for it any more. */
    Settlement givenUp() {
        boolean isUnknown = mayBeStored || state == State.IN_FLIGHT || state == State.DEAD_LETTERING;
        return isUnknown ? Settlement.UNKNOWN : Settlement.WITHDRAWN;
    }
}
