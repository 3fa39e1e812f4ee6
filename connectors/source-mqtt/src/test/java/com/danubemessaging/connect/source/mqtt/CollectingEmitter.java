package com.danubemessaging.connect.source.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.EmitOutcome;
import com.danubemessaging.connect.api.RecordEmitter;
import com.danubemessaging.connect.api.record.SourceRecord;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Collects pushed records; the test plays the runtime and commits. Thread-safe. */
final class CollectingEmitter implements RecordEmitter {

    private final BlockingQueue<SourceRecord> records = new LinkedBlockingQueue<>();

    /** Waits for the next record. */
    SourceRecord next() throws InterruptedException {
        SourceRecord record = records.poll(10, TimeUnit.SECONDS);
        assertThat(record).as("a record within 10 s").isNotNull();
        return record;
    }

    /** Records that nobody has taken. */
    int size() {
        return records.size();
    }

    @Override
    public void push(SourceRecord record) {
        records.add(record);
    }

    @Override
    public Future<List<EmitOutcome>> emit(List<SourceRecord> batch) {
        return Future.failedFuture(new AssertionError("this source acknowledges in commit and has no use for emit"));
    }

    @Override
    public Future<List<EmitOutcome>> emit(List<SourceRecord> batch, Duration deadline) {
        return emit(batch);
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
