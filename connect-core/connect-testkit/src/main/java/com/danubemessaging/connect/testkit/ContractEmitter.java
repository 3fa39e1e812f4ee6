package com.danubemessaging.connect.testkit;

import com.danubemessaging.connect.api.EmitOutcome;
import com.danubemessaging.connect.api.RecordEmitter;
import com.danubemessaging.connect.api.record.SourceRecord;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An emitter with little credit: what a test takes is confirmed, what it does not take fills the queue. Notes a call
 * from outside the connector's context, and records that come although the queue has long been full. Thread-safe.
 */
final class ContractEmitter implements RecordEmitter {

    /** Records waiting from which the queue counts as full. */
    static final int HIGH_WATER = 64;
    /** What a source may still bring after the queue is full: what it had already taken from outside. */
    static final int OVERRUN = 1024;

    private record Waiting(List<SourceRecord> records, @Nullable Promise<List<EmitOutcome>> promise) {}

    private final HostVerticle host;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private int waiting;
    private boolean isQuiesced;
    private @Nullable Handler<Void> drainHandler;

    ContractEmitter(HostVerticle host) {
        this.host = host;
    }

    @Override
    public Future<List<EmitOutcome>> emit(List<SourceRecord> records) {
        requireContext("emit");
        Promise<List<EmitOutcome>> promise = Promise.promise();
        add(new Waiting(List.copyOf(records), promise));
        return promise.future();
    }

    @Override
    public Future<List<EmitOutcome>> emit(List<SourceRecord> records, Duration deadline) {
        Promise<List<EmitOutcome>> promise = Promise.promise();
        emit(records).onComplete(promise);
        host.requireContext()
                .owner()
                .setTimer(
                        Math.max(1, deadline.toMillis()),
                        late -> promise.tryComplete(Collections.nCopies(records.size(), EmitOutcome.WITHDRAWN)));
        return promise.future();
    }

    @Override
    public void push(SourceRecord record) {
        requireContext("push");
        add(new Waiting(List.of(record), null));
    }

    @Override
    public synchronized boolean writeQueueFull() {
        return waiting >= HIGH_WATER;
    }

    @Override
    public synchronized void drainHandler(@Nullable Handler<Void> handler) {
        drainHandler = handler;
    }

    private synchronized void add(Waiting emitted) {
        if (isQuiesced) {
            settle(emitted, EmitOutcome.WITHDRAWN);
            return;
        }
        queue.add(emitted);
        waiting += emitted.records().size();
        if (waiting > HIGH_WATER + OVERRUN) {
            host.violated("the source emits on although writeQueueFull() says no: " + waiting + " records wait");
        }
    }

    private void requireContext(String call) {
        if (!host.isCurrent()) {
            host.violated(call + " was called on " + Thread.currentThread().getName()
                    + ", outside the context that hosts the source");
        }
    }

    /** Takes everything that waits, and confirms it. */
    synchronized List<SourceRecord> take() {
        boolean wasFull = writeQueueFull();
        List<SourceRecord> taken = new ArrayList<>();
        for (Waiting emitted = queue.poll(); emitted != null; emitted = queue.poll()) {
            taken.addAll(emitted.records());
            settle(emitted, EmitOutcome.PUBLISHED);
        }
        waiting = 0;
        Handler<Void> handler = drainHandler;
        if (wasFull && handler != null) {
            host.requireContext().runOnContext(handler);
        }
        return taken;
    }

    /** From now on everything is withdrawn, what waits included. */
    synchronized void quiesce() {
        isQuiesced = true;
        queue.forEach(emitted -> settle(emitted, EmitOutcome.WITHDRAWN));
        queue.clear();
        waiting = 0;
    }

    private void settle(Waiting emitted, EmitOutcome outcome) {
        Promise<List<EmitOutcome>> promise = emitted.promise();
        if (promise != null) {
            host.requireContext()
                    .runOnContext(ignored -> promise.tryComplete(
                            Collections.nCopies(emitted.records().size(), outcome)));
        }
    }
}
