package com.danubemessaging.connect.runtime.pump;

import com.danubemessaging.connect.engine.sink.PartitionOptions;
import com.danubemessaging.connect.engine.sink.Readers;
import com.danubemessaging.connect.engine.sink.SinkEngine;
import com.danubemessaging.connect.runtime.offset.PositionStore;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one run of a sink tells the next, so that records which the broker skips between them are noticed: up to which
 * offset everything is acknowledged, and how far the run may have got beyond it.
 *
 * <p>The first is kept once a second and lags behind; acknowledgements do not wait for it. The second is exact and
 * stored when a run ends, and withdrawn before the next one begins to read. So a run that finds it missing knows that
 * the one before was killed, and does not take for lost what that one had acknowledged since it last wrote. Confined to
 * the runtime's context.
 */
final class Marks {

    private final @Nullable PositionStore store;
    private final SinkEngine<?> engine;
    private final LongSupplier clock;

    /** @param store null if positions cannot be kept: nothing is known of earlier runs then */
    Marks(@Nullable PositionStore store, SinkEngine<?> engine, LongSupplier clock) {
        this.store = store;
        this.engine = engine;
        this.clock = clock;
    }

    /** How a partition is read, with what earlier runs left. */
    PartitionOptions options(int number, String topic, String subscription, Readers readers, boolean closable) {
        PositionStore known = readers == Readers.ONE ? store : null;
        return known == null
                ? new PartitionOptions(number, readers, closable, PartitionOptions.UNKNOWN, PartitionOptions.UNKNOWN)
                : new PartitionOptions(
                        number, readers, closable, known.mark(topic, subscription), known.seen(topic, subscription));
    }

    /** Says durably that a run is under way; completes also when that fails, which the store reports by itself. */
    Future<Void> begin(List<SubscribedPartition> begun) {
        if (store == null || begun.stream().noneMatch(SubscribedPartition::isReadAlone)) {
            return Future.succeededFuture();
        }
        for (SubscribedPartition partition : begun) {
            if (partition.isReadAlone()) {
                store.seen(partition.inlet().topic(), partition.subscription(), PartitionOptions.UNKNOWN);
            }
        }
        return store.write().otherwiseEmpty();
    }

    /** Notes how far everything is acknowledged. */
    void keep(List<SubscribedPartition> partitions) {
        if (store == null) {
            return;
        }
        for (int i = 0; i < partitions.size(); i++) {
            SubscribedPartition partition = partitions.get(i);
            long mark = partition.isReadAlone() ? engine.mark(i) : PartitionOptions.UNKNOWN;
            if (mark != PartitionOptions.UNKNOWN) {
                store.mark(partition.inlet().topic(), partition.subscription(), mark);
            }
        }
    }

    /** Notes how far this run got: it takes nothing more. */
    void end(List<SubscribedPartition> partitions) {
        keep(partitions);
        for (int i = 0; store != null && i < partitions.size(); i++) {
            SubscribedPartition partition = partitions.get(i);
            if (partition.isReadAlone()) {
                store.seen(partition.inlet().topic(), partition.subscription(), engine.seen(i, clock.getAsLong()));
            }
        }
    }
}
