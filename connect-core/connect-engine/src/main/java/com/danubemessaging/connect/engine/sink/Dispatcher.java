package com.danubemessaging.connect.engine.sink;

import com.danubemessaging.connect.engine.Timers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Who gets which record when. Each pair of task and subscription has a ready queue; an idle task takes everything that
 * is pending of one subscription, so that batches grow by themselves while it is busy. A record that fails blocks its
 * own lane only.
 */
final class Dispatcher<R> {

    private final SinkOptions options;
    private final SinkPort<R> port;
    private final Timers timers;
    private final RandomGenerator random;
    private final Totals totals;
    private final Acknowledger<R> acknowledger;
    private final List<TaskState<R>> tasks = new ArrayList<>();
    private final SinkEngine<R> engine;
    private long nextBatchId = 1;
    private boolean isDraining;

    /** Why the engine must stop, if the policy says so. */
    private SinkPort.@Nullable GiveUp undeliverable;

    private @Nullable Throwable undeliverableCause;

    /** One task: its queues by subscription, and the batch it works on. */
    private static final class TaskState<R> {
        final int number;
        final List<ReadyQueue<R>> queues = new ArrayList<>();

        @Nullable
        Batch<R> batch;

        int nextQueue;

        TaskState(int number) {
            this.number = number;
        }

        ReadyQueue<R> queue(int subscription) {
            while (queues.size() <= subscription) {
                queues.add(new ReadyQueue<>(number, queues.size()));
            }
            return queues.get(subscription);
        }
    }

    Dispatcher(
            SinkOptions options,
            SinkPort<R> port,
            Timers timers,
            RandomGenerator random,
            Totals totals,
            Acknowledger<R> acknowledger,
            SinkEngine<R> engine) {
        this.options = options;
        this.port = port;
        this.timers = timers;
        this.random = random;
        this.totals = totals;
        this.acknowledger = acknowledger;
        this.engine = engine;
        for (int i = 0; i < options.tasks(); i++) {
            tasks.add(new TaskState<>(i));
        }
    }

    /** A lane of this subscription, bound to the task that its hash names. */
    Lane<R> newLane(@Nullable Object key, int hash, int subscription) {
        int spread = hash * 0x9E3779B9;
        int task = Integer.remainderUnsigned(spread ^ (spread >>> 16), tasks.size());
        return new Lane<>(key, tasks.get(task).queue(subscription), hash);
    }

    void enqueue(Entry<R> entry, long now) {
        Lane<R> lane = entry.lane;
        // A blocked lane may have records in the ready queue still: behind those, not before them.
        if (lane.isBlocked() && lane.queued == 0) {
            lane.hold(entry);
        } else {
            lane.queue.add(entry, now);
        }
    }

    /** Gives every idle task what is pending for it. */
    void dispatch(long now) {
        if (engine.isStopped()) {
            return;
        }
        for (TaskState<R> task : tasks) {
            if (task.batch == null) {
                dispatch(task, now);
            }
        }
    }

    private void dispatch(TaskState<R> task, long now) {
        int count = task.queues.size();
        for (int i = 0; i < count; i++) {
            ReadyQueue<R> queue = task.queues.get((task.nextQueue + i) % count);
            if (queue.isEmpty() || (queue.isDown && now < queue.probeAt) || isGathering(queue, now)) {
                continue;
            }
            List<Entry<R>> entries = new ArrayList<>(Math.min(queue.size(), options.batchRecords()));
            queue.take(options.batchRecords(), options.batchBytes(), entries);
            if (entries.isEmpty()) {
                continue;
            }
            queue.gatheringSince = now;
            task.nextQueue = (queue.subscription + 1) % count;
            Batch<R> batch = new Batch<>(nextBatchId++, queue, entries, now);
            task.batch = batch;
            port.deliver(task.number, batch.id, queue.subscription, new RecordView<>(entries));
            return;
        }
    }

    private boolean isGathering(ReadyQueue<R> queue, long now) {
        if (options.lingerMillis() == 0
                || isDraining
                || queue.limit != ReadyQueue.NO_LIMIT
                || queue.size() >= options.batchRecords()
                || queue.bytes() >= options.batchBytes()) {
            return false;
        }
        long end =
                Math.min(queue.gatheringSince + options.lingerMillis(), queue.lastArrival + options.lingerIdleMillis());
        if (now >= end) {
            return false;
        }
        if (!queue.isGatheringWatched) {
            queue.isGatheringWatched = true;
            timers.at(end, later -> {
                queue.isGatheringWatched = false;
                dispatch(later);
            });
        }
        return true;
    }

    void returned(int taskNumber, long batchId, Outcomes outcomes, long now) {
        Batch<R> batch = take(taskNumber, batchId);
        if (batch == null) {
            return;
        }
        if (batch.isFenced) {
            targetDown(batch, null, now);
            return;
        }
        int size = batch.entries.size();
        if (outcomes.size() != size) {
            batch.queue.putBack(batch.entries);
            engine.stop(
                    SinkEvent.StopReason.BROKEN_CONNECTOR,
                    "processBatch returned " + outcomes.size() + " outcomes for " + size + " records",
                    null);
            return;
        }
        boolean anyTried = false;
        for (int i = 0; i < size && !anyTried; i++) {
            anyTried = outcomes.status(i) != Outcome.NOT_ATTEMPTED;
        }
        if (!anyTried) {
            targetDown(batch, null, now);
            return;
        }
        targetUp(batch.queue);
        settle(batch, outcomes, now);
    }

    private void settle(Batch<R> batch, Outcomes outcomes, long now) {
        List<Entry<R>> untried = new ArrayList<>(0);
        int settled = 0;
        for (int i = 0; i < batch.entries.size(); i++) {
            Entry<R> entry = batch.entries.get(i);
            Lane<R> lane = entry.lane;
            switch (outcomes.status(i)) {
                case DONE -> {
                    settled++;
                    if (lane.retryInBatch == batch.id) {
                        totals.orderViolations++;
                        port.report(new SinkEvent.OrderViolation(batch.queue.task, entry.partition(), entry.offset));
                    }
                    totals.written++;
                    acknowledger.finished(entry, now);
                }
                case INVALID -> {
                    settled++;
                    giveUp(entry, SinkPort.GiveUp.INVALID, outcomes.cause(i), now);
                }
                case RETRY -> {
                    settled++;
                    lane.retryInBatch = batch.id;
                    retry(entry, outcomes.cause(i), now);
                }
                case NOT_ATTEMPTED -> {
                    entry.state = Entry.State.PENDING;
                    if (lane.isBlocked()) {
                        lane.hold(entry);
                    } else {
                        untried.add(entry);
                    }
                }
            }
        }
        putBackUntried(batch.queue, untried);
        batch.queue.cleared(settled);
        stopIfUndeliverable();
    }

    /** A lane that a later record of the batch blocked takes its untried ones in front of that record. */
    private void putBackUntried(ReadyQueue<R> queue, List<Entry<R>> untried) {
        List<Entry<R>> free = new ArrayList<>(untried.size());
        for (int i = untried.size() - 1; i >= 0; i--) {
            Entry<R> entry = untried.get(i);
            if (entry.lane.isBlocked()) {
                entry.lane.holdFirst(entry);
            } else {
                free.add(entry);
            }
        }
        Collections.reverse(free);
        queue.putBack(free);
    }

    void failed(int taskNumber, long batchId, BatchFailure failure, @Nullable Throwable cause, long now) {
        Batch<R> batch = take(taskNumber, batchId);
        if (batch == null) {
            return;
        }
        if (batch.isFenced) {
            targetDown(batch, cause, now);
            return;
        }
        switch (failure) {
            case TARGET_DOWN -> targetDown(batch, cause, now);
            case SUSPECT_RECORD -> suspect(batch, cause, now);
            case FATAL -> {
                batch.queue.putBack(batch.entries);
                engine.stop(SinkEvent.StopReason.FATAL, "the connector reported a fatal error", cause);
            }
        }
    }

    private @Nullable Batch<R> take(int taskNumber, long batchId) {
        TaskState<R> task = tasks.get(taskNumber);
        Batch<R> batch = task.batch;
        if (batch == null || batch.id != batchId) {
            totals.staleOutcomes++;
            return null;
        }
        task.batch = null;
        return batch;
    }

    private void targetDown(Batch<R> batch, @Nullable Throwable cause, long now) {
        ReadyQueue<R> queue = batch.queue;
        int size = batch.entries.size();
        queue.putBack(batch.entries);
        // The same batch again: a sink that writes a batch in one transaction recognizes the repetition.
        queue.limit = size;
        queue.suspects = Math.max(queue.suspects, size);
        queue.probes++;
        queue.probeAt = now + options.probeBackoff().delayMillis(queue.probes, random);
        if (!queue.isDown) {
            queue.isDown = true;
            port.report(new SinkEvent.TargetDown(queue.task, queue.subscription, cause));
        }
        timers.at(queue.probeAt, this::dispatch);
    }

    private void targetUp(ReadyQueue<R> queue) {
        queue.probes = 0;
        if (queue.isDown) {
            queue.isDown = false;
            port.report(new SinkEvent.TargetUp(queue.task, queue.subscription));
        }
    }

    /** Somebody in this batch is the culprit: half of it next time, until one is alone. */
    private void suspect(Batch<R> batch, @Nullable Throwable cause, long now) {
        ReadyQueue<R> queue = batch.queue;
        targetUp(queue);
        int size = batch.entries.size();
        if (size == 1) {
            Entry<R> culprit = batch.entries.get(0);
            culprit.isSuspect = true;
            queue.cleared(1);
            retry(culprit, cause, now);
            stopIfUndeliverable();
            return;
        }
        queue.putBack(batch.entries);
        queue.limit = size / 2;
        queue.suspects = Math.max(queue.suspects, size);
    }

    private void retry(Entry<R> entry, @Nullable Throwable cause, long now) {
        entry.attempts++;
        if (entry.attempts > options.maxRetries()) {
            giveUp(entry, SinkPort.GiveUp.RETRIES_EXHAUSTED, cause, now);
            return;
        }
        totals.retries++;
        long delay = options.recordBackoff().delayMillis(entry.attempts, random);
        entry.state = Entry.State.WAITING_RETRY;
        entry.lane.blockers++;
        entry.lane.hold(entry);
        timers.at(now + delay, later -> unblock(entry, later));
        port.report(new SinkEvent.Retrying(entry.partition(), entry.offset, entry.attempts, delay, cause));
    }

    private void giveUp(Entry<R> entry, SinkPort.GiveUp reason, @Nullable Throwable cause, long now) {
        switch (options.invalidPolicy()) {
            case DEAD_LETTER -> {
                entry.state = Entry.State.DEAD_LETTERING;
                entry.lane.blockers++;
                port.deadLetter(entry, reason, cause);
            }
            case SKIP -> {
                totals.skipped++;
                port.report(new SinkEvent.Skipped(entry.partition(), entry.offset, reason, cause));
                acknowledger.finished(entry, now);
            }
            case STOP -> {
                entry.state = Entry.State.PENDING;
                if (undeliverable == null) {
                    undeliverable = reason;
                    undeliverableCause = cause;
                }
            }
        }
    }

    /** Stops once the whole batch is settled, so that the acknowledgements of what it wrote still leave. */
    private void stopIfUndeliverable() {
        if (undeliverable != null) {
            engine.stop(
                    SinkEvent.StopReason.INVALID_RECORD,
                    "a record could not be delivered (" + undeliverable + ") and the policy says stop",
                    undeliverableCause);
        }
    }

    void deadLetterStored(Entry<R> entry, long now) {
        if (entry.state != Entry.State.DEAD_LETTERING) {
            return;
        }
        totals.deadLettered++;
        entry.ackAttempts = 0;
        acknowledger.finished(entry, now);
        unblock(entry, now);
    }

    /** The dead letter topic is away: its lane waits, the attempt is repeated. */
    void deadLetterFailed(Entry<R> entry, SinkPort.GiveUp reason, @Nullable Throwable cause, long now) {
        if (entry.state != Entry.State.DEAD_LETTERING) {
            return;
        }
        entry.ackAttempts++;
        timers.at(now + options.probeBackoff().delayMillis(entry.ackAttempts, random), later -> {
            if (!engine.isStopped()) {
                port.deadLetter(entry, reason, cause);
            }
        });
    }

    private void unblock(Entry<R> entry, long now) {
        Lane<R> lane = entry.lane;
        lane.blockers--;
        if (!lane.isBlocked()) {
            var held = lane.releaseHeld();
            if (held != null) {
                lane.queue.putBack(held);
            }
            dispatch(now);
        }
    }

    /** Fences calls that take too long. */
    void checkCalls(long now) {
        for (TaskState<R> task : tasks) {
            Batch<R> batch = task.batch;
            if (batch == null) {
                continue;
            }
            long age = now - batch.startedAt;
            if (!batch.isFenced && age >= options.callTimeoutMillis()) {
                batch.isFenced = true;
                port.interrupt(task.number, batch.id);
                port.report(new SinkEvent.CallInterrupted(task.number, batch.id));
            } else if (batch.isFenced && age >= options.callTimeoutMillis() + options.callGraceMillis()) {
                engine.stop(
                        SinkEvent.StopReason.STUCK_CALL,
                        "task " + task.number + " has been in one call for " + age
                                + " ms and does not react to an interrupt",
                        null);
                return;
            }
        }
    }

    void drain() {
        isDraining = true;
    }

    boolean isDown(int task, int subscription) {
        return tasks.get(task).queue(subscription).isDown;
    }

    boolean anyDown() {
        for (TaskState<R> task : tasks) {
            for (ReadyQueue<R> queue : task.queues) {
                if (queue.isDown) {
                    return true;
                }
            }
        }
        return false;
    }
}
