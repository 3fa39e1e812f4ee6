package com.danubemessaging.connect.engine.source;

import com.danubemessaging.connect.engine.Backoff;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * An engine with one topic, a time set by hand, and a port that notes what it is asked for. Records are strings.
 * Properties listen in by overriding what the port is told.
 */
class SourceRig implements SourcePort<String> {

    final List<Emission<String>> publishes = new ArrayList<>();
    final List<Emission<String>> deadLetters = new ArrayList<>();
    final List<String> settled = new ArrayList<>();
    final List<List<String>> commits = new ArrayList<>();
    final List<String> actions = new ArrayList<>();
    final SourceEngine<String> engine;
    long now = 1000;
    private long wakeTime = Long.MAX_VALUE;

    SourceRig(int heldRecords, int waitingRecords, long rate) {
        this(
                new SourceOptions(
                        heldRecords,
                        1000,
                        waitingRecords,
                        256,
                        new Backoff(100, 100),
                        SourceOptions.InvalidPolicy.DEAD_LETTER),
                rate);
    }

    SourceRig(SourceOptions options, long rate) {
        engine = new SourceEngine<>(options, this, new Random(1));
        engine.addTopic(rate);
    }

    static SourceRig small() {
        return new SourceRig(10, 10, 0);
    }

    SourceRig emit(@Nullable String lane, @Nullable String partition, String record, long deadline) {
        engine.emit(0, lane, partition, record, 10, deadline, now);
        engine.flush(now);
        return this;
    }

    SourceRig emit(@Nullable String lane, @Nullable String partition, String record) {
        return emit(lane, partition, record, SourceEngine.NO_DEADLINE);
    }

    List<String> inFlight() {
        return publishes.stream().map(Emission::record).toList();
    }

    private Emission<String> take(List<Emission<String>> from, String record) {
        Emission<String> found =
                from.stream().filter(e -> e.record().equals(record)).findFirst().orElseThrow();
        from.remove(found);
        return found;
    }

    void published(String record) {
        engine.published(take(publishes, record), now);
        engine.flush(now);
    }

    void failed(String record, PublishFailure failure) {
        engine.publishFailed(take(publishes, record), failure, null, now);
        engine.flush(now);
    }

    void stored(String record) {
        engine.deadLetterStored(take(deadLetters, record), now);
        engine.flush(now);
    }

    void pass(long millis) {
        long end = now + millis;
        while (wakeTime <= end) {
            now = Math.max(now, wakeTime);
            wakeTime = Long.MAX_VALUE;
            engine.onTimer(now);
        }
        now = end;
    }

    @Override
    public void publish(Emission<String> emission) {
        publishes.add(emission);
    }

    @Override
    public void deadLetter(Emission<String> emission, PublishFailure reason, @Nullable Throwable cause) {
        deadLetters.add(emission);
    }

    @Override
    public void settled(Emission<String> emission, Settlement settlement) {
        settled.add(emission.record() + " " + settlement);
    }

    @Override
    public void commit(List<Emission<String>> heads) {
        commits.add(heads.stream().map(Emission::record).toList());
    }

    @Override
    public void creditAvailable() {
        actions.add("credit");
    }

    @Override
    public void wakeAt(long timeMillis) {
        wakeTime = Math.min(wakeTime, timeMillis);
    }

    @Override
    public void report(SourceEvent event) {
        actions.add(event.getClass().getSimpleName());
    }

    @Override
    public void drained(int unsettled) {
        actions.add("drained " + unsettled);
    }

    @Override
    public void stopped(SourceEvent.StopReason reason, String detail, @Nullable Throwable cause) {
        actions.add("stopped " + reason);
    }
}
