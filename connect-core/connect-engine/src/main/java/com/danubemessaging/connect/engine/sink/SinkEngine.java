package com.danubemessaging.connect.engine.sink;

import com.danubemessaging.connect.engine.Timers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The delivery engine of a sink: lanes, ledger, natural batching, retry, credit, gaps, acknowledgements, drain.
 *
 * <p>See the package {@link com.danubemessaging.connect.engine} for the rules of driving it. Time is in milliseconds
 * and comes from the caller. A burst of {@link #arrived} calls ends with one {@link #flush}, so that the burst becomes
 * one batch.
 *
 * @param <R> the record, opaque
 */
public final class SinkEngine<R> {

    /** How often streams and calls are looked at while there is anything to look at. */
    private static final long CHECK_INTERVAL_MILLIS = 500;

    /** Done records remembered per partition even where the credit is small: they also tell when offsets restart. */
    private static final int LEAST_REMEMBERED = 1024;

    private final SinkOptions options;
    private final SinkPort<R> port;
    private final Timers timers;
    private final Totals totals = new Totals();
    private final StreamGuard<R> guard;
    private final Acknowledger<R> acknowledger;
    private final Dispatcher<R> dispatcher;
    private final List<PartitionLedger<R>> ledgers = new ArrayList<>();
    private final Consumer<SinkEvent> events = this::onEvent;

    private boolean isCheckScheduled;
    private boolean isStopped;
    private boolean isDraining;
    private boolean isDrained;
    private long lastProgress;

    /**
     * Makes an engine that has done nothing yet.
     *
     * @param random jitter; a seeded one makes every run the same
     */
    public SinkEngine(SinkOptions options, SinkPort<R> port, RandomGenerator random) {
        this.options = options;
        this.port = port;
        this.timers = new Timers(port::wakeAt);
        this.guard = new StreamGuard<>(options, port, random);
        this.acknowledger = new Acknowledger<>(options, port, timers, random, totals, guard);
        this.dispatcher = new Dispatcher<>(options, port, timers, random, totals, acknowledger, this);
    }

    /** Adds a partition; returns its number, from 0 in the order of the calls. */
    public int addPartition(PartitionOptions partition) {
        int number = ledgers.size();
        Lane<R> ownLane = dispatcher.newLane(null, Integer.hashCode(number), partition.subscription());
        PartitionLedger<R> ledger = new PartitionLedger<>(
                number,
                partition,
                Math.max(options.heldRecords() * 2, LEAST_REMEMBERED),
                options.gapConfirmMillis(),
                totals,
                ownLane,
                key -> dispatcher.newLane(key, key.hashCode(), partition.subscription()));
        ledgers.add(ledger);
        guard.add(ledger);
        return number;
    }

    /**
     * A delivery arrived on a stream.
     *
     * @param key what must stay in order beside the partition; null for records without a key
     * @param identity hash of (topic, offset, producer id, request id, publish time), equal for copies of one record
     * @param bytes payload size, for credit
     */
    public void arrived(
            int partition, @Nullable Object key, long offset, long identity, int bytes, R record, long now) {
        totals.received++;
        if (isStopped || isDraining) {
            totals.ignored++;
            return;
        }
        PartitionLedger<R> ledger = ledgers.get(partition);
        Entry<R> entry = ledger.admit(record, key, offset, identity, bytes, now, events);
        if (entry == null || isStopped) {
            return;
        }
        guard.taken(bytes, now);
        // First: what waited as the highest delivery need not wait any more, now that this one is above it.
        acknowledger.release(ledger, now);
        if (entry.ackOnly) {
            totals.reacknowledged++;
            acknowledger.finished(entry, now);
        } else {
            dispatcher.enqueue(entry, now);
        }
        scheduleCheck(now);
    }

    /** The burst of arrivals is over: idle tasks get what is pending. */
    public void flush(long now) {
        if (!isStopped) {
            dispatcher.dispatch(now);
        }
    }

    /** A task returned outcomes for its batch. */
    public void batchReturned(int task, long batchId, Outcomes outcomes, long now) {
        if (isStopped) {
            return;
        }
        lastProgress = now;
        dispatcher.returned(task, batchId, outcomes, now);
        afterWork(now);
    }

    /** A task failed a batch as a whole. */
    public void batchFailed(int task, long batchId, BatchFailure failure, @Nullable Throwable cause, long now) {
        if (isStopped) {
            return;
        }
        dispatcher.failed(task, batchId, failure, cause, now);
        afterWork(now);
    }

    /** The broker answered an acknowledgement, or did not. */
    public void ackAnswered(Delivery<R> delivery, AckAnswer answer, long now) {
        if (isStopped) {
            return;
        }
        if (answer == AckAnswer.OK) {
            lastProgress = now;
        }
        acknowledger.answered((Entry<R>) delivery, answer, now);
        checkDrained();
    }

    /** The dead letter is durable. */
    public void deadLetterStored(Delivery<R> delivery, long now) {
        if (isStopped) {
            return;
        }
        lastProgress = now;
        dispatcher.deadLetterStored((Entry<R>) delivery, now);
        afterWork(now);
    }

    /**
     * The dead letter could not be stored.
     *
     * @param isFinal the topic refuses it for good: the engine stops, the record stays unacknowledged
     * @param reason as given to {@link SinkPort#deadLetter}
     * @param cause as given to {@link SinkPort#deadLetter}
     */
    public void deadLetterFailed(
            Delivery<R> delivery,
            boolean isFinal,
            String detail,
            SinkPort.GiveUp reason,
            @Nullable Throwable cause,
            long now) {
        if (isStopped) {
            return;
        }
        if (isFinal) {
            stop(SinkEvent.StopReason.DEAD_LETTER_REFUSED, detail, cause);
            return;
        }
        dispatcher.deadLetterFailed((Entry<R>) delivery, reason, cause, now);
    }

    /** The broker ended a stream with OK, without being asked; {@link #streamOpened} follows when it is open again. */
    public void streamEnded(int partition, long now) {
        if (!isStopped && !isDraining) {
            guard.endedByBroker(partition, now);
            scheduleCheck(now);
        }
    }

    /**
     * A stream is open: for the first time, again of its own accord, or after {@link SinkPort#openStream}. Comes before
     * the first delivery on it.
     *
     * @param isSameConsumer the broker still had the registration of the stream before this one; one that has moved the
     *     topic or restarted has not (Danube protocol: Subscribe answers with the old id, or draws a new one)
     */
    public void streamOpened(int partition, boolean isSameConsumer) {
        if (!isStopped) {
            guard.opened(partition, isSameConsumer);
        }
    }

    /** The time that was last given to {@link SinkPort#wakeAt} has come. */
    public void onTimer(long now) {
        if (!isStopped) {
            timers.run(now);
            checkDrained();
        }
    }

    /**
     * Takes nothing new, finishes what is held, and says {@link SinkPort#drained} when the last acknowledgement was
     * answered or the grace is over.
     */
    public void drain(long now, long graceMillis) {
        if (isStopped || isDraining) {
            return;
        }
        guard.drain(now);
        dispatcher.drain();
        isDraining = true;
        timers.at(now + graceMillis, later -> endDrain());
        dispatcher.dispatch(now);
        checkDrained();
    }

    private void afterWork(long now) {
        if (!isStopped) {
            dispatcher.dispatch(now);
            checkDrained();
        }
    }

    private void checkDrained() {
        if (isDraining && !isStopped && guard.heldRecords() == 0) {
            endDrain();
        }
    }

    private void endDrain() {
        if (!isDrained && !isStopped) {
            isDrained = true;
            isStopped = true;
            acknowledger.stop();
            tellOfGaps();
            port.drained(guard.heldRecords());
        }
    }

    private void scheduleCheck(long now) {
        if (!isCheckScheduled) {
            isCheckScheduled = true;
            timers.at(now + CHECK_INTERVAL_MILLIS, this::check);
        }
    }

    private void check(long now) {
        isCheckScheduled = false;
        if (isStopped) {
            return;
        }
        dispatcher.checkCalls(now);
        if (isStopped) {
            return;
        }
        guard.check(now);
        if (confirmGaps(now) || guard.needsChecks()) {
            scheduleCheck(now);
        }
    }

    /** @return whether more may have to be told later */
    private boolean confirmGaps(long now) {
        boolean isMore = false;
        for (PartitionLedger<R> ledger : ledgers) {
            if (!isStopped && ledger.gaps.hasUnconfirmed()) {
                ledger.gaps.confirm(now, events);
                isMore |= ledger.gaps.hasUnconfirmed();
            }
        }
        return isMore;
    }

    /** At the end: what has not come by now is told, and leads to nothing any more. */
    private void tellOfGaps() {
        ledgers.forEach(ledger -> ledger.gaps.confirmAll(port::report));
    }

    private void onEvent(SinkEvent event) {
        port.report(event);
        if (event instanceof SinkEvent.Gap gap && gap.isCertain() && options.onGap() == SinkOptions.GapPolicy.STOP) {
            stop(
                    SinkEvent.StopReason.GAP,
                    "the broker skipped offsets " + Long.toUnsignedString(gap.from()) + " to "
                            + Long.toUnsignedString(gap.to()),
                    null);
        }
    }

    /** Stops by itself: nothing is delivered or acknowledged from now on. */
    void stop(SinkEvent.StopReason reason, String detail, @Nullable Throwable cause) {
        if (!isStopped) {
            isStopped = true;
            acknowledger.stop();
            tellOfGaps();
            port.stopped(reason, detail, cause);
        }
    }

    boolean isStopped() {
        return isStopped;
    }

    /** Totals so far. */
    public SinkCounters counters() {
        return totals.snapshot();
    }

    /** Totals so far of one partition. */
    public PartitionCounters counters(int partition) {
        return ledgers.get(partition).counters();
    }

    /** Deliveries held: pending, at tasks, waiting for their acknowledgement. */
    public int heldRecords() {
        return guard.heldRecords();
    }

    /** Their payload bytes. */
    public long heldBytes() {
        return guard.heldBytes();
    }

    /** When a batch, a dead letter or an acknowledgement last went well; 0 if never. */
    public long lastProgress() {
        return lastProgress;
    }

    /** Whether the target of this pair is down. */
    public boolean isDown(int task, int subscription) {
        return dispatcher.isDown(task, subscription);
    }

    /** Whether any target is down. */
    public boolean anyDown() {
        return dispatcher.anyDown();
    }

    /** Why the stream of this partition is closed on purpose; null if it is not. */
    public SinkEvent.StreamClosed.@Nullable Cause closedFor(int partition) {
        return guard.closedFor(partition);
    }

    /** Highest offset below which everything delivered is acknowledged, or -1; what a position store keeps. */
    public long mark(int partition) {
        return ledgers.get(partition).mark();
    }

    /**
     * Highest offset that this run or an earlier one may have been given, or -1 if that cannot be known; what a
     * position store keeps beside the mark when a run ends.
     */
    public long seen(int partition, long now) {
        return ledgers.get(partition).seen(now);
    }

    /** When the oldest open delivery of the partition came, or {@code Long.MAX_VALUE}. */
    public long oldestDelivery(int partition) {
        return ledgers.get(partition).oldestDelivery();
    }
}
