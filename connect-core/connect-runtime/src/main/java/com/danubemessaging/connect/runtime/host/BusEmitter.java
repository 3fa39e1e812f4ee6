package com.danubemessaging.connect.runtime.host;

import com.danubemessaging.connect.api.EmitOutcome;
import com.danubemessaging.connect.api.RecordEmitter;
import com.danubemessaging.connect.api.record.SourceRecord;
import com.danubemessaging.connect.runtime.bus.ConnectorBus;
import com.danubemessaging.connect.runtime.bus.HostCommand;
import com.danubemessaging.connect.runtime.bus.HostEvent;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Emits over the bus. Records of one turn of the event loop travel in one message; credit counts what was emitted and
 * has not been settled. Confined to the connector's context.
 */
final class BusEmitter implements RecordEmitter {

    /**
     * How far beyond its credit a source may go. Beyond that a push fails, and what is emitted is withdrawn at once:
     * nothing may wait without a bound.
     */
    private static final int TOLERANCE = 2;

    private final Context context;
    private final ConnectorBus bus;
    private final int creditRecords;
    private final long creditBytes;
    private final Map<Long, Call> calls = new HashMap<>();

    private List<HostEvent.EmittedRecord> turn = new ArrayList<>();
    private long nextId;
    private long openRecords;
    private long openBytes;
    private boolean wasFull;
    private boolean isClosed;
    private boolean isDanubeReady = true;
    private @Nullable Handler<Void> drainHandler;

    /** The records of one emit call, from {@code firstId} on. */
    private static final class Call {
        final long firstId;
        final EmitOutcome[] outcomes;
        final Promise<List<EmitOutcome>> promise = Promise.promise();
        int open;

        Call(long firstId, int size) {
            this.firstId = firstId;
            this.outcomes = new EmitOutcome[size];
            this.open = size;
        }
    }

    BusEmitter(Context context, ConnectorBus bus, int creditRecords, long creditBytes) {
        this.context = context;
        this.bus = bus;
        this.creditRecords = creditRecords;
        this.creditBytes = creditBytes;
    }

    @Override
    public Future<List<EmitOutcome>> emit(List<SourceRecord> records) {
        return emit(records, -1, false);
    }

    @Override
    public Future<List<EmitOutcome>> emit(List<SourceRecord> records, Duration deadline) {
        return emit(records, Math.max(0, deadline.toMillis()), false);
    }

    @Override
    public Future<List<EmitOutcome>> emitIfAllFit(List<SourceRecord> records, Duration deadline) {
        return emit(records, Math.max(0, deadline.toMillis()), true);
    }

    private Future<List<EmitOutcome>> emit(List<SourceRecord> records, long deadlineMillis, boolean ifAllFit) {
        if (records.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        if (isClosed) {
            return Future.failedFuture(closed());
        }
        if (isBeyondTolerance()) {
            return Future.succeededFuture(Collections.nCopies(records.size(), EmitOutcome.WITHDRAWN));
        }
        Call call = new Call(nextId, records.size());
        int together = ifAllFit ? records.size() : 0;
        for (SourceRecord record : records) {
            calls.put(nextId, call);
            add(new HostEvent.EmittedRecord(nextId, record, deadlineMillis, together));
            together = 0;
            nextId++;
        }
        return call.promise.future();
    }

    @Override
    public void push(SourceRecord record) {
        if (isClosed) {
            throw closed();
        }
        if (isBeyondTolerance()) {
            throw new IllegalStateException("pushed beyond twice the credit of " + creditRecords + " records and "
                    + creditBytes + " bytes: stop reading when writeQueueFull() says so");
        }
        add(new HostEvent.EmittedRecord(-1, record, -1, 0));
    }

    private boolean isBeyondTolerance() {
        return openRecords >= (long) creditRecords * TOLERANCE || openBytes >= creditBytes * TOLERANCE;
    }

    private void add(HostEvent.EmittedRecord emitted) {
        openRecords++;
        openBytes += emitted.record().payload().sizeEstimate();
        turn.add(emitted);
        if (turn.size() == 1) {
            context.runOnContext(ignored -> send());
        }
    }

    private void send() {
        List<HostEvent.EmittedRecord> records = turn;
        turn = new ArrayList<>(Math.min(records.size(), 1024));
        bus.event(new HostEvent.Emitted(0, records));
    }

    @Override
    public boolean writeQueueFull() {
        boolean full = openRecords >= creditRecords || openBytes >= creditBytes;
        wasFull |= full;
        return full;
    }

    @Override
    public void drainHandler(@Nullable Handler<Void> handler) {
        drainHandler = handler;
    }

    @Override
    public boolean isDanubeReady() {
        return isDanubeReady;
    }

    void danubeReady(boolean isReady) {
        isDanubeReady = isReady;
    }

    void settled(HostCommand.Settle settle) {
        openRecords -= settle.records();
        openBytes -= settle.bytes();
        for (HostCommand.Settled settled : settle.outcomes()) {
            end(settled);
        }
        tellIfDrained();
    }

    /** Ends the whole call: none of its records is in the topic. */
    void refused(HostCommand.Refuse refuse) {
        openRecords -= refuse.records();
        openBytes -= refuse.bytes();
        Call call = calls.get(refuse.firstId());
        if (call != null) {
            for (int i = 0; i < refuse.records(); i++) {
                calls.remove(refuse.firstId() + i);
            }
            call.promise.fail(refuse.cause());
        }
        tellIfDrained();
    }

    private void tellIfDrained() {
        if (wasFull && openRecords * 2 <= creditRecords && openBytes * 2 <= creditBytes) {
            wasFull = false;
            Handler<Void> handler = drainHandler;
            if (handler != null) {
                handler.handle(null);
            }
        }
    }

    private void end(HostCommand.Settled settled) {
        Call call = calls.remove(settled.emissionId());
        if (call == null) {
            return;
        }
        call.outcomes[(int) (settled.emissionId() - call.firstId)] = settled.outcome();
        if (--call.open == 0) {
            call.promise.complete(Arrays.asList(call.outcomes));
        }
    }

    /** Nothing more is settled: whoever waits for an outcome is told, and whoever emits from now on. */
    void close() {
        isClosed = true;
        List<Call> open = calls.values().stream().distinct().toList();
        calls.clear();
        open.forEach(call -> call.promise.fail(closed()));
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("the connector is being shut down; the outcome is not known");
    }
}
