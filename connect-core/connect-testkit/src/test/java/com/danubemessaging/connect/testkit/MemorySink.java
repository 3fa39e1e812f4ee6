package com.danubemessaging.connect.testkit;

import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.SinkConnector;
import com.danubemessaging.connect.api.SinkContext;
import com.danubemessaging.connect.api.SubscriptionType;
import com.danubemessaging.connect.api.record.SinkRecord;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A sink that keeps the contract: writes one by one, each a turn of the event loop later. */
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
    public Future<Void> process(SinkRecord record) {
        Promise<Void> written = Promise.promise();
        Context context = Objects.requireNonNull(Vertx.currentContext());
        context.runOnContext(turn -> {
            try {
                insert(table, record);
                written.complete();
            } catch (IOException | RuntimeException e) {
                written.fail(e);
            }
        });
        return written.future();
    }

    void insert(MemoryTable into, SinkRecord record) throws IOException {
        into.insert(record);
    }
}
