package com.danubemessaging.connect.source.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.EmitOutcome;
import com.danubemessaging.connect.api.RecordEmitter;
import com.danubemessaging.connect.api.record.SourceRecord;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Plays Danube: every emission ends as the test says, at once or when it says so. Thread-safe. */
final class ScriptedEmitter implements RecordEmitter {

    private final BlockingQueue<Emission> emissions = new LinkedBlockingQueue<>();
    private volatile @Nullable EmitOutcome outcome = EmitOutcome.PUBLISHED;

    /** What one request emitted. */
    record Emission(List<SourceRecord> records, Duration deadline, Promise<List<EmitOutcome>> end) {

        SourceRecord single() {
            assertThat(records).hasSize(1);
            return records.get(0);
        }

        void end(EmitOutcome outcome) {
            end.complete(new ArrayList<>(Collections.nCopies(records.size(), outcome)));
        }
    }

    /** From now on every emission ends so, at once. */
    void answer(EmitOutcome next) {
        outcome = next;
    }

    /** From now on no emission ends by itself. */
    void hold() {
        outcome = null;
    }

    /** Waits for the next emission. */
    Emission next() throws InterruptedException {
        Emission emission = emissions.poll(10, TimeUnit.SECONDS);
        assertThat(emission).as("an emission within 10 s").isNotNull();
        return emission;
    }

    /** Emissions that nobody has looked at. */
    int size() {
        return emissions.size();
    }

    @Override
    public Future<List<EmitOutcome>> emit(List<SourceRecord> records, Duration deadline) {
        Emission emission = new Emission(List.copyOf(records), deadline, Promise.promise());
        EmitOutcome now = outcome;
        emissions.add(emission);
        if (now != null) {
            emission.end(now);
        }
        return emission.end().future();
    }

    @Override
    public Future<List<EmitOutcome>> emit(List<SourceRecord> records) {
        return Future.failedFuture(new AssertionError("a webhook has a deadline"));
    }

    @Override
    public void push(SourceRecord record) {
        throw new AssertionError("a webhook waits for the outcome");
    }

    @Override
    public boolean writeQueueFull() {
        return false;
    }

    @Override
    public void drainHandler(@Nullable Handler<Void> handler) {
        // Never full.
    }
}
