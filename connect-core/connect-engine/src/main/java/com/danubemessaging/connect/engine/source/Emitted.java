package com.danubemessaging.connect.engine.source;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** An emission in the engine. */
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
        /** Settled. */
        SETTLED
    }

    /** A total order, so that a set can drop a settled emission at once and keep no payload until its deadline. */
    static final Comparator<Emitted<?>> BY_DEADLINE =
            Comparator.<Emitted<?>>comparingLong(e -> e.deadline).thenComparingLong(e -> e.sequence);

    final R record;
    final TopicLanes<R> topic;
    final int bytes;
    final long deadline;
    final long sequence;
    final @Nullable SourcePartition<R> partition;

    @Nullable
    PublishLane<R> lane;

    State state = State.WAITING;

    @Nullable
    Settlement settlement;

    int attempts;
    boolean isAdmitted;
    boolean mayBeStored;

    Emitted(
            R record,
            TopicLanes<R> topic,
            int bytes,
            long deadline,
            long sequence,
            @Nullable SourcePartition<R> partition) {
        this.record = record;
        this.topic = topic;
        this.bytes = bytes;
        this.deadline = deadline;
        this.sequence = sequence;
        this.partition = partition;
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
}
