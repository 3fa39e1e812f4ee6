package com.danubemessaging.connect.testkit;

import com.danubemessaging.connect.api.BatchResult;
import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.RecordOutcome;
import com.danubemessaging.connect.api.SinkConnector;
import com.danubemessaging.connect.api.SinkContext;
import com.danubemessaging.connect.api.SubscriptionType;
import com.danubemessaging.connect.api.error.InvalidDataException;
import com.danubemessaging.connect.api.record.SinkRecord;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A sink that keeps the contract: writes a batch one by one, a turn of the event loop later. */
class MemorySink implements SinkConnector {

    private final MemoryTable table = MemoryTable.current;

    @Nullable
    Vertx vertx;

    @Override
    public List<ConsumerConfig> consumerConfigs() {
        return List.of(ConsumerConfig.of("/default/rows", "memory", "memory", SubscriptionType.EXCLUSIVE));
    }

    @Override
    public Future<Void> initialize(SinkContext context) {
        vertx = context.vertx();
        try {
            table.reach();
            return Future.succeededFuture();
        } catch (IOException e) {
            return Future.failedFuture(e);
        }
    }

    @Override
    public Future<BatchResult> processBatch(List<SinkRecord> records) {
        Promise<BatchResult> written = Promise.promise();
        Context context = Objects.requireNonNull(Vertx.currentContext());
        context.runOnContext(turn -> {
            try {
                written.complete(BatchResult.of(write(records)));
            } catch (IOException | RuntimeException e) {
                written.fail(e);
            }
        });
        return written.future();
    }

    /** A row that is locked holds back its lane, a table that is away the whole batch. */
    private List<RecordOutcome> write(List<SinkRecord> records) throws IOException {
        List<RecordOutcome> outcomes = new ArrayList<>();
        Set<Object> stopped = new HashSet<>();
        for (SinkRecord record : records) {
            if (stopped.contains(record.lane())) {
                outcomes.add(RecordOutcome.notAttempted());
                continue;
            }
            try {
                insert(table, record);
                outcomes.add(RecordOutcome.done());
            } catch (InvalidDataException e) {
                outcomes.add(RecordOutcome.invalid(e));
            } catch (MemoryTable.LockedRow e) {
                stopped.add(record.lane());
                outcomes.add(RecordOutcome.retry(e));
            }
        }
        return outcomes;
    }

    void insert(MemoryTable into, SinkRecord record) throws IOException, MemoryTable.LockedRow {
        into.insert(record);
    }
}
