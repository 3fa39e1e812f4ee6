package com.danubemessaging.connect.engine.source;

import com.danubemessaging.connect.engine.Timers;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The delivery engine of a source: credit, ordered lanes, retry, dead letters, deadlines, contiguous commit, drain.
 *
 * <p>See the package {@link com.danubemessaging.connect.engine} for the rules of driving it. Time is in milliseconds
 * and comes from the caller. A burst of events ends with one {@link #flush}, which sends what became ready and commits
 * what became contiguous; only what a confirmation makes ready is sent before that.
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
    private final EmissionQueue<R> waiting = new EmissionQueue<>();
    private final Commits<R> commits;
    private final Deadlines<R> deadlines;
    private final SourceTotals totals = new SourceTotals();

    private int heldRecords;
    private long heldBytes;
    private boolean creditWanted;
    private boolean isQuiesced;
    private boolean isDraining;
    private boolean isStopped;
    private long lastProgress;

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
        this.commits = new Commits<>(port, this::returnCredit);
        this.deadlines = new Deadlines<>(timers, this::expire);
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
        SourcePartition<R> part = partition == null ? null : commits.partition(partition);
        Emitted<R> emission = new Emitted<>(record, topics.get(topic), lane, part, bytes, deadline, totals.emitted);
        totals.emitted++;
        if (part != null) {
            part.add(emission);
        }
        if (isStopped || isQuiesced) {
            withdraw(emission);
        } else if (waiting.isEmpty() && hasRoom(bytes)) {
            admit(emission);
        } else if (waiting.size() >= options.waitingRecords()) {
            withdraw(emission);
        } else {
            waiting.addLast(emission);
            creditWanted = true;
        }
        if (deadline != NO_DEADLINE && !emission.isSettled()) {
            deadlines.add(emission);
        }
        return emission;
    }

    private void withdraw(Emitted<R> emission) {
        emission.state = Emitted.State.RELEASED;
        settle(emission, Settlement.WITHDRAWN);
    }

    /**
     * The origin starts this source partition over, or has ended it: what was emitted for it until now is settled but
     * takes no part in commits any more. Needed after a record of it was withdrawn or is unknown, since nothing behind
     * such a record is ever committed.
     */
    public void resetPartition(Object partition, long now) {
        commits.reset(partition);
        flush(now);
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

    private void admit(Emitted<R> emission) {
        emission.isAdmitted = true;
        heldRecords++;
        heldBytes += emission.bytes;
        emission.topic.add(emission);
    }

    private void admitWaiting() {
        if (isQuiesced || isStopped) {
            return;
        }
        for (Emitted<R> next = waiting.first(); next != null && hasRoom(next.bytes); next = waiting.first()) {
            waiting.remove(next);
            admit(next);
        }
    }

    /** The burst of events is over: publishes what is ready, commits what is contiguous. */
    public void flush(long now) {
        if (isStopped) {
            return;
        }
        for (TopicLanes<R> topic : topics) {
            publishReady(topic, now);
        }
        commits.commit();
        if (creditWanted && waiting.isEmpty() && hasRoom(1)) {
            creditWanted = false;
            port.creditAvailable();
        }
        if (isDraining && heldRecords == 0 && commits.isIdle()) {
            endDrain();
        }
    }

    private void publishReady(TopicLanes<R> topic, long now) {
        while (topic.canTake()) {
            Emitted<R> next = topic.take(now);
            if (next != null) {
                port.publish(next);
                continue;
            }
            if (!topic.isWaitingForRate) {
                topic.isWaitingForRate = true;
                timers.at(topic.rateAllowsAt(now), later -> {
                    topic.isWaitingForRate = false;
                    flush(later);
                });
            }
            return;
        }
    }

    /** The origin took the commit, or failed it: the next one may go. */
    public void commitAnswered(long now) {
        commits.answered();
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
        // At once and not with the flush: a shell that is reading confirmations can still write what follows from all
        // of them in one go.
        if (!isStopped) {
            publishReady(topic, now);
        }
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
        emission.state = Emitted.State.BACKING_OFF;
        boolean isAboutRecord = failure == PublishFailure.INVALID || failure == PublishFailure.TOO_LARGE;
        if (!isAboutRecord && !topic.isDown) {
            topic.isDown = true;
            port.report(new SourceEvent.TopicDown(topic.number, failure, cause));
        }
        if (emission.isSettled()) {
            // Its deadline passed while it was under way: the origin was told, nobody waits for another attempt.
            release(emission);
        } else if (isAboutRecord) {
            giveUp(emission, failure, cause);
        } else {
            emission.attempts++;
            totals.retries++;
            timers.at(
                    now + options.publishBackoff().delayMillis(emission.attempts, random),
                    later -> retry(emission, later));
        }
    }

    private void retry(Emitted<R> emission, long now) {
        if (!isStopped && emission.state == Emitted.State.BACKING_OFF) {
            emission.topic.again(emission);
            flush(now);
        }
    }

    private void giveUp(Emitted<R> emission, PublishFailure reason, @Nullable Throwable cause) {
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
        } else if (emission.isSettled()) {
            release(emission);
        } else {
            emission.attempts++;
            timers.at(now + options.publishBackoff().delayMillis(emission.attempts, random), later -> {
                if (isStopped) {
                    return;
                }
                if (emission.isSettled()) {
                    release(emission);
                    flush(later);
                } else {
                    port.deadLetter(emission, reason, cause);
                }
            });
        }
    }

    /** Settles and lets the lane go on. */
    private void finish(Emitted<R> emission, Settlement settlement) {
        if (!emission.isSettled()) {
            settle(emission, settlement);
        }
        release(emission);
    }

    private void release(Emitted<R> emission) {
        emission.state = Emitted.State.RELEASED;
        emission.topic.release(emission);
        returnCredit(emission);
    }

    /** Gives credit back once the record has left its lane and its source partition has passed it. */
    private void returnCredit(Emitted<R> emission) {
        if (!emission.isAdmitted || emission.isInPartition || emission.state != Emitted.State.RELEASED) {
            return;
        }
        emission.isAdmitted = false;
        heldRecords--;
        heldBytes -= emission.bytes;
        admitWaiting();
    }

    private void settle(Emitted<R> emission, Settlement settlement) {
        emission.settlement = settlement;
        if (emission.deadline != NO_DEADLINE) {
            deadlines.remove(emission);
        }
        totals.settled(settlement);
        if (emission.partition != null) {
            commits.settled(emission.partition);
        }
        port.settled(emission, settlement);
    }

    /** Ends what has reached its deadline. */
    private void expire(long now) {
        for (Emitted<R> next = deadlines.takeDue(now); next != null; next = deadlines.takeDue(now)) {
            abandon(next);
        }
        flush(now);
    }

    private void abandon(Emitted<R> emission) {
        switch (emission.state) {
            case WAITING -> {
                waiting.remove(emission);
                withdraw(emission);
                admitWaiting();
            }
            case QUEUED, BACKING_OFF -> {
                settle(emission, emission.givenUp());
                release(emission);
            }
            // The lane and the credit stay taken until the call returns.
            case IN_FLIGHT, DEAD_LETTERING -> settle(emission, emission.givenUp());
            case RELEASED -> {}
        }
    }

    /** Takes nothing new: what waits for credit is withdrawn at once, what was admitted goes on. */
    public void quiesce(long now) {
        isQuiesced = true;
        for (Emitted<R> next = waiting.removeFirst(); next != null; next = waiting.removeFirst()) {
            withdraw(next);
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

    private void endDrain() {
        if (!isStopped) {
            isStopped = true;
            port.drained(settleRest());
        }
    }

    private void stop(SourceEvent.StopReason reason, String detail, @Nullable Throwable cause) {
        if (!isStopped) {
            isStopped = true;
            settleRest();
            port.stopped(reason, detail, cause);
        }
    }

    /** Nobody may wait for an engine that has stopped; returns how many records had not ended. */
    private int settleRest() {
        List<Emitted<R>> rest = new ArrayList<>();
        for (TopicLanes<R> topic : topics) {
            topic.clear(rest::add);
        }
        int held = 0;
        for (Emitted<R> emission : rest) {
            if (!emission.isSettled()) {
                held++;
                settle(emission, emission.givenUp());
            }
        }
        for (Emitted<R> next = waiting.removeFirst(); next != null; next = waiting.removeFirst()) {
            withdraw(next);
        }
        return held;
    }

    /** The time that was last given to {@link SourcePort#wakeAt} has come. */
    public void onTimer(long now) {
        if (!isStopped) {
            timers.run(now);
        }
    }

    /** Totals so far. */
    public SourceCounters counters() {
        return totals.snapshot(commits.count());
    }

    /**
     * Records that use credit: admitted, and either not out of their lane or behind one of their source partition that
     * has not ended.
     */
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
