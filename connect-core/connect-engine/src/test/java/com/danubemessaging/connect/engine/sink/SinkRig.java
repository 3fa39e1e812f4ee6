package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.engine.Backoff;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * An engine, a time set by hand, and a port that notes what it is asked for. Records are strings. Properties listen in
 * by overriding what the port is told.
 */
class SinkRig implements SinkPort<String> {

    record Handed(int task, long batchId, int subscription, List<String> records) {}

    final List<Handed> batches = new ArrayList<>();
    final List<Delivery<String>> acks = new ArrayList<>();
    final List<Delivery<String>> deadLetters = new ArrayList<>();
    final List<SinkEvent> events = new ArrayList<>();

    /** Stream actions and endings, in words. */
    final List<String> actions = new ArrayList<>();

    final SinkEngine<String> engine;
    long now = 1000;
    private long wakeTime = Long.MAX_VALUE;

    SinkRig(SinkOptions options) {
        engine = new SinkEngine<>(options, this, new Random(1));
    }

    /** One task, no jitter to speak of, retries after 1 s, credit of 8 records. */
    static SinkRig small() {
        return new SinkRig(options(8, 1 << 20, 1, 100, 2));
    }

    static SinkOptions options(int heldRecords, long heldBytes, int tasks, int batchRecords, int maxRetries) {
        return new SinkOptions(
                tasks,
                batchRecords,
                1 << 20,
                0,
                20,
                maxRetries,
                new Backoff(1000, 1000),
                new Backoff(250, 1000),
                new Backoff(100, 100),
                SinkOptions.InvalidPolicy.DEAD_LETTER,
                SinkOptions.GapPolicy.WARN,
                heldRecords,
                heldBytes,
                1000,
                20_000,
                10_000,
                60_000,
                300_000,
                10_000,
                0);
    }

    SinkRig withPartition() {
        engine.addPartition(PartitionOptions.exclusive(0));
        return this;
    }

    /** The record "key:offset" arrives on partition 0; its identity follows from both. */
    SinkRig arrive(@Nullable String key, long offset) {
        engine.arrived(0, key, offset, identity(key, offset), 10, key + ":" + offset, now);
        return this;
    }

    /** The same on another partition. */
    SinkRig arriveOn(int partition, @Nullable String key, long offset) {
        engine.arrived(partition, key, offset, identity(key, offset), 10, key + ":" + offset, now);
        return this;
    }

    /** Whether no timer is set. */
    boolean isAsleep() {
        return wakeTime == Long.MAX_VALUE;
    }

    /** Several of one key, then a flush. */
    SinkRig burst(@Nullable String key, long... offsets) {
        for (long offset : offsets) {
            arrive(key, offset);
        }
        engine.flush(now);
        return this;
    }

    static long identity(@Nullable String key, long offset) {
        return (31L * offset + (key == null ? 0 : key.hashCode())) * 0x9E3779B97F4A7C15L;
    }

    Handed lastBatch() {
        return batches.get(batches.size() - 1);
    }

    /** The last batch comes back with these outcomes. */
    void returned(Outcome... outcomes) {
        Handed batch = lastBatch();
        engine.batchReturned(batch.task(), batch.batchId(), outcomes(outcomes), now);
    }

    void allDone() {
        Outcome[] done = new Outcome[lastBatch().records().size()];
        java.util.Arrays.fill(done, Outcome.DONE);
        returned(done);
    }

    void failed(BatchFailure failure) {
        Handed batch = lastBatch();
        engine.batchFailed(batch.task(), batch.batchId(), failure, null, now);
    }

    void answer(long offset, AckAnswer answer) {
        for (int i = 0; i < acks.size(); i++) {
            if (acks.get(i).offset() == offset) {
                engine.ackAnswered(acks.remove(i), answer, now);
                return;
            }
        }
        throw new AssertionError("no acknowledgement of " + offset + " is under way: " + ackOffsets());
    }

    List<Long> ackOffsets() {
        return acks.stream().map(Delivery::offset).toList();
    }

    /** Another consumer of the same name takes the stream, and it is fetched back. */
    SinkRig streamTaken() {
        engine.streamEnded(0, now);
        engine.streamOpened(0, true);
        return this;
    }

    /** The topic moves, and its new owner registers the consumer anew. */
    SinkRig streamMoved() {
        engine.streamEnded(0, now);
        engine.streamOpened(0, false);
        return this;
    }

    /** Time passes; timers run when they are due. */
    void pass(long millis) {
        long end = now + millis;
        while (wakeTime <= end) {
            now = Math.max(now, wakeTime);
            wakeTime = Long.MAX_VALUE;
            engine.onTimer(now);
        }
        now = end;
    }

    static Outcomes outcomes(Outcome... outcomes) {
        return new Outcomes() {
            @Override
            public int size() {
                return outcomes.length;
            }

            @Override
            public Outcome status(int index) {
                return outcomes[index];
            }

            @Override
            public @Nullable Throwable cause(int index) {
                return null;
            }
        };
    }

    @Override
    public void deliver(int task, long batchId, int subscription, List<String> records) {
        assertThat(records).isNotEmpty();
        batches.add(new Handed(task, batchId, subscription, List.copyOf(records)));
    }

    @Override
    public void interrupt(int task, long batchId) {
        actions.add("interrupt " + batchId);
    }

    @Override
    public void ack(Delivery<String> delivery) {
        acks.add(delivery);
    }

    @Override
    public void deadLetter(Delivery<String> delivery, GiveUp reason, @Nullable Throwable cause) {
        deadLetters.add(delivery);
    }

    @Override
    public void pause(int partition) {
        actions.add("pause " + partition);
    }

    @Override
    public void resume(int partition) {
        actions.add("resume " + partition);
    }

    @Override
    public void closeStream(int partition) {
        actions.add("close " + partition);
    }

    @Override
    public void openStream(int partition) {
        actions.add("open " + partition);
    }

    @Override
    public void wakeAt(long timeMillis) {
        wakeTime = Math.min(wakeTime, timeMillis);
    }

    @Override
    public void report(SinkEvent event) {
        events.add(event);
    }

    @Override
    public void drained(int unacknowledged) {
        actions.add("drained " + unacknowledged);
    }

    @Override
    public void stopped(SinkEvent.StopReason reason, String detail, @Nullable Throwable cause) {
        actions.add("stopped " + reason);
    }
}
