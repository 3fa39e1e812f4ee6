package com.danubemessaging.connect.engine.source;

import com.danubemessaging.connect.engine.Timers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The delivery engine of a source: credit, ordered lanes, retry, dead letters, deadlines, contiguous commit, drain.
 *
 * <p>See the package {@link com.danubemessaging.connect.engine} for the rules of driving it. Time is in milliseconds
 * and comes from the caller. A burst of events ends with one {@link #flush}, which sends what became ready and commits
 * what became contiguous.
 *
 * @param <R> the record, opaque
 */
public final class SourceEngine<R> {

    /** No deadline. */
    public static final long NO_DEADLINE = Long.MAX_VALUE;

    private final SourceOptions options;
    private final SourcePort<R> port;
    private final RandomGenerator random;
    private final Timers timers;
    private final List<TopicLanes<R>> topics = new ArrayList<>();
    private final ArrayDeque<Waiting<R>> waiting = new ArrayDeque<>();
    private final Map<Object, SourcePartition<R>> partitions = new HashMap<>();
    private final List<SourcePartition<R>> movedPartitions = new ArrayList<>();
    private final TreeSet<Emitted<R>> deadlines = new TreeSet<>(Emitted.BY_DEADLINE);
    private long deadlineTimer = NO_DEADLINE;

    private int heldRecords;
    private long heldBytes;
    private boolean creditWanted;
    private boolean isCommitting;
    private boolean isQuiesced;
    private boolean isDraining;
    private boolean isStopped;
    private long lastProgress;

    private long emitted;
    private long published;
    private long deadLettered;
    private long skipped;
    private long withdrawn;
    private long unknown;
    private long retries;
    private long commits;

    private record Waiting<R>(Emitted<R> emission, @Nullable Object lane) {}

    /**
     * Makes an engine that has done nothing yet.
     *
     * @param random jitter; a seeded one makes every run the same
     */
    public SourceEngine(SourceOptions options, SourcePort<R> port, RandomGenerator random) {
        this.options = options;
        this.port = port;
        this.random = random;
        this.timers = new Timers(port::wakeAt);
    }

    /**
     * Adds a topic; returns its number, from 0 in the order of the calls.
     *
     * @param maxPerSecond most records published per second, 0 for no limit
     */
    public int addTopic(long maxPerSecond) {
        topics.add(new TopicLanes<>(topics.size(), options.inFlightPerTopic(), maxPerSecond));
        return topics.size() - 1;
    }

    /**
     * Hands over a record.
     *
     * @param lane what it must stay in order with, within its topic; null for nothing
     * @param partition the source partition in which it is committed in order; null if it takes no part in commits
     * @param bytes payload size, for credit
     * @param deadline when it is withdrawn, or {@link #NO_DEADLINE}
     * @return the token; settled already if the engine is stopping or too many records wait for credit
     */
    public Emission<R> emit(
            int topic,
            @Nullable Object lane,
            @Nullable Object partition,
            R record,
            int bytes,
            long deadline,
            long now) {
        SourcePartition<R> part =
                partition == null ? null : partitions.computeIfAbsent(partition, SourcePartition::new);
        Emitted<R> emission = new Emitted<>(record, topics.get(topic), bytes, deadline, emitted, part);
        emitted++;
        if (part != null) {
            part.add(emission);
        }
        if (isStopped || isQuiesced) {
            settle(emission, Settlement.WITHDRAWN);
        } else if (waiting.isEmpty() && hasRoom(bytes)) {
            admit(emission, lane);
        } else if (waiting.size() >= options.waitingRecords()) {
            settle(emission, Settlement.WITHDRAWN);
        } else {
            waiting.addLast(new Waiting<>(emission, lane));
            creditWanted = true;
        }
        if (deadline != NO_DEADLINE && !emission.isSettled()) {
            deadlines.add(emission);
            watchDeadlines();
        }
        return emission;
    }

    /**
     * Whether a record handed over now would wait. A source that is told so calls again after
     * {@link SourcePort#creditAvailable}.
     */
    public boolean isFull() {
        boolean full = !waiting.isEmpty() || !hasRoom(1);
        creditWanted |= full;
        return full;
    }

    private boolean hasRoom(int bytes) {
        return heldRecords == 0 || (heldRecords < options.heldRecords() && heldBytes + bytes <= options.heldBytes());
    }

    private void admit(Emitted<R> emission, @Nullable Object lane) {
        emission.isAdmitted = true;
        heldRecords++;
        heldBytes += emission.bytes;
        emission.topic.add(emission, lane);
    }

    /** The burst of events is over: publishes what is ready, commits what is contiguous. */
    public void flush(long now) {
        if (isStopped) {
            return;
        }
        for (TopicLanes<R> topic : topics) {
            publishReady(topic, now);
        }
        if (!isCommitting && !movedPartitions.isEmpty()) {
            commit();
        }
        if (creditWanted && waiting.isEmpty() && hasRoom(1)) {
            creditWanted = false;
            port.creditAvailable();
        }
        checkDrained();
    }

    private void publishReady(TopicLanes<R> topic, long now) {
        for (Emitted<R> next = topic.next(); next != null; next = topic.next()) {
            if (!topic.take(now)) {
                if (!topic.isWaitingForRate) {
                    topic.isWaitingForRate = true;
                    timers.at(topic.rateAllowsAt(now), later -> {
                        topic.isWaitingForRate = false;
                        flush(later);
                    });
                }
                return;
            }
            next.state = Emitted.State.IN_FLIGHT;
            port.publish(next);
        }
    }

    private void commit() {
        List<Emission<R>> heads = new ArrayList<>(movedPartitions.size());
        for (SourcePartition<R> partition : movedPartitions) {
            partition.isListed = false;
            Emitted<R> head = partition.takeHead();
            if (head != null) {
                heads.add(head);
            }
            if (partition.isIdle()) {
                partitions.remove(partition.key);
            }
        }
        movedPartitions.clear();
        isCommitting = true;
        port.commit(heads);
    }

    /** The origin took the commit, or failed it: the next one may go. */
    public void commitAnswered(long now) {
        isCommitting = false;
        commits++;
        flush(now);
    }

    /** The broker confirmed the record. */
    public void published(Emission<R> token, long now) {
        Emitted<R> emission = (Emitted<R>) token;
        if (isStopped || emission.state != Emitted.State.IN_FLIGHT) {
            return;
        }
        TopicLanes<R> topic = emission.topic;
        topic.inFlight--;
        lastProgress = now;
        if (topic.isDown) {
            topic.isDown = false;
            port.report(new SourceEvent.TopicUp(topic.number));
        }
        finish(emission, Settlement.PUBLISHED);
    }

    /** The publish failed. */
    public void publishFailed(Emission<R> token, PublishFailure failure, @Nullable Throwable cause, long now) {
        Emitted<R> emission = (Emitted<R>) token;
        if (isStopped || emission.state != Emitted.State.IN_FLIGHT) {
            return;
        }
        TopicLanes<R> topic = emission.topic;
        topic.inFlight--;
        emission.mayBeStored |= failure == PublishFailure.AMBIGUOUS;
        if (failure == PublishFailure.INVALID || failure == PublishFailure.TOO_LARGE) {
            giveUp(emission, failure, cause);
            return;
        }
        if (!topic.isDown) {
            topic.isDown = true;
            port.report(new SourceEvent.TopicDown(topic.number, failure, cause));
        }
        if (emission.isSettled()) {
            // Its deadline passed while it was under way: the origin was told, nobody waits for another attempt.
            release(emission);
            return;
        }
        emission.attempts++;
        retries++;
        emission.state = Emitted.State.BACKING_OFF;
        timers.at(
                now + options.publishBackoff().delayMillis(emission.attempts, random), later -> retry(emission, later));
    }

    private void retry(Emitted<R> emission, long now) {
        if (emission.isSettled()) {
            return;
        }
        emission.topic.again(emission);
        flush(now);
    }

    private void giveUp(Emitted<R> emission, PublishFailure reason, @Nullable Throwable cause) {
        if (emission.isSettled()) {
            release(emission);
            return;
        }
        switch (options.invalidPolicy()) {
            case DEAD_LETTER -> {
                emission.state = Emitted.State.DEAD_LETTERING;
                port.deadLetter(emission, reason, cause);
            }
            case SKIP -> {
                port.report(new SourceEvent.Skipped(emission.topic.number, reason, cause));
                finish(emission, Settlement.SKIPPED);
            }
            case STOP ->
                stop(
                        SourceEvent.StopReason.INVALID_RECORD,
                        "a record could not be published (" + reason + ") and the policy says stop",
                        cause);
        }
    }

    /** The dead letter is durable. */
    public void deadLetterStored(Emission<R> token, long now) {
        Emitted<R> emission = (Emitted<R>) token;
        if (!isStopped && emission.state == Emitted.State.DEAD_LETTERING) {
            lastProgress = now;
            finish(emission, Settlement.DEAD_LETTERED);
        }
    }

    /**
     * The dead letter could not be stored.
     *
     * @param isFinal the topic refuses it for good: the engine stops, the record is not committed
     * @param reason as given to {@link SourcePort#deadLetter}
     * @param cause as given to {@link SourcePort#deadLetter}
     */
    public void deadLetterFailed(
            Emission<R> token,
            boolean isFinal,
            String detail,
            PublishFailure reason,
            @Nullable Throwable cause,
            long now) {
        Emitted<R> emission = (Emitted<R>) token;
        if (isStopped || emission.state != Emitted.State.DEAD_LETTERING) {
            return;
        }
        if (isFinal) {
            stop(SourceEvent.StopReason.DEAD_LETTER_REFUSED, detail, cause);
            return;
        }
        emission.attempts++;
        timers.at(now + options.publishBackoff().delayMillis(emission.attempts, random), later -> {
            if (!isStopped) {
                port.deadLetter(emission, reason, cause);
            }
        });
    }

    /** Settles and lets the lane go on. */
    private void finish(Emitted<R> emission, Settlement settlement) {
        if (!emission.isSettled()) {
            settle(emission, settlement);
        }
        release(emission);
    }

    private void release(Emitted<R> emission) {
        emission.state = Emitted.State.SETTLED;
        emission.topic.release(emission);
        returnCredit(emission);
    }

    private void returnCredit(Emitted<R> emission) {
        if (!emission.isAdmitted) {
            return;
        }
        emission.isAdmitted = false;
        heldRecords--;
        heldBytes -= emission.bytes;
        while (!waiting.isEmpty()
                && (waiting.getFirst().emission().isSettled()
                        || hasRoom(waiting.getFirst().emission().bytes))) {
            Waiting<R> next = waiting.removeFirst();
            if (!next.emission().isSettled()) {
                admit(next.emission(), next.lane());
            }
        }
    }

    private void settle(Emitted<R> emission, Settlement settlement) {
        emission.settlement = settlement;
        if (emission.deadline != NO_DEADLINE) {
            deadlines.remove(emission);
        }
        switch (settlement) {
            case PUBLISHED -> published++;
            case DEAD_LETTERED -> deadLettered++;
            case SKIPPED -> skipped++;
            case WITHDRAWN -> withdrawn++;
            case UNKNOWN -> unknown++;
        }
        SourcePartition<R> partition = emission.partition;
        if (partition != null && partition.advance() && !partition.isListed) {
            partition.isListed = true;
            movedPartitions.add(partition);
        }
        port.settled(emission, settlement);
    }

    /** One timer for the earliest deadline. */
    private void watchDeadlines() {
        if (!deadlines.isEmpty() && deadlines.first().deadline < deadlineTimer) {
            deadlineTimer = deadlines.first().deadline;
            timers.at(deadlineTimer, this::expire);
        }
    }

    /** Ends what has reached its deadline. */
    private void expire(long now) {
        if (now >= deadlineTimer) {
            deadlineTimer = NO_DEADLINE;
        }
        while (!deadlines.isEmpty() && deadlines.first().deadline <= now) {
            abandon(deadlines.first());
        }
        watchDeadlines();
        flush(now);
    }

    private void abandon(Emitted<R> emission) {
        switch (emission.state) {
            case WAITING -> settle(emission, Settlement.WITHDRAWN);
            case QUEUED, BACKING_OFF -> {
                boolean occupiesLane = emission.state == Emitted.State.BACKING_OFF;
                settle(emission, emission.mayBeStored ? Settlement.UNKNOWN : Settlement.WITHDRAWN);
                if (occupiesLane) {
                    release(emission);
                } else {
                    // Still in a queue, which passes over it; only its credit is free at once.
                    returnCredit(emission);
                }
            }
            case IN_FLIGHT, DEAD_LETTERING -> settle(emission, Settlement.UNKNOWN);
            case SETTLED -> {}
        }
    }

    /** Takes nothing new: what waits for credit is withdrawn at once, what was admitted goes on. */
    public void quiesce(long now) {
        isQuiesced = true;
        while (!waiting.isEmpty()) {
            Emitted<R> emission = waiting.removeFirst().emission();
            if (!emission.isSettled()) {
                settle(emission, Settlement.WITHDRAWN);
            }
        }
        flush(now);
    }

    /**
     * Finishes what is held, and says {@link SourcePort#drained} when the last commit was answered or the grace is
     * over. Quiesces first if nobody did.
     */
    public void drain(long now, long graceMillis) {
        if (isStopped || isDraining) {
            return;
        }
        isDraining = true;
        timers.at(now + graceMillis, later -> endDrain());
        quiesce(now);
    }

    private void checkDrained() {
        if (isDraining && heldRecords == 0 && !isCommitting && movedPartitions.isEmpty()) {
            endDrain();
        }
    }

    private void endDrain() {
        if (!isStopped) {
            isStopped = true;
            port.drained(heldRecords);
        }
    }

    private void stop(SourceEvent.StopReason reason, String detail, @Nullable Throwable cause) {
        if (!isStopped) {
            isStopped = true;
            port.stopped(reason, detail, cause);
        }
    }

    /** The time that was last given to {@link SourcePort#wakeAt} has come. */
    public void onTimer(long now) {
        if (!isStopped) {
            timers.run(now);
        }
    }

    /** Totals so far. */
    public SourceCounters counters() {
        return new SourceCounters(emitted, published, deadLettered, skipped, withdrawn, unknown, retries, commits);
    }

    /** Records admitted and not settled. */
    public int heldRecords() {
        return heldRecords;
    }

    /** Their payload bytes. */
    public long heldBytes() {
        return heldBytes;
    }

    /** Records that wait for credit. */
    public int waitingRecords() {
        return waiting.size();
    }

    /** When a publish or a dead letter last went well; 0 if never. */
    public long lastProgress() {
        return lastProgress;
    }

    /** Whether the last attempt on this topic failed. */
    public boolean isDown(int topic) {
        return topics.get(topic).isDown;
    }
}
