package com.danubemessaging.connect.runtime;

import com.danubemessaging.connect.api.BatchResult;
import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.RecordOutcome;
import com.danubemessaging.connect.api.SinkConnector;
import com.danubemessaging.connect.api.SinkContext;
import com.danubemessaging.connect.api.record.SinkRecord;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A sink that keeps what it gets, or answers a batch as the test says. */
final class CollectingSink implements SinkConnector {

    private final ConsumerConfig consumer;
    private final Function<List<SinkRecord>, Future<BatchResult>> answer;
    final List<SinkRecord> records = new CopyOnWriteArrayList<>();
    final List<Integer> batchSizes = new CopyOnWriteArrayList<>();

    CollectingSink(ConsumerConfig consumer) {
        this(consumer, batch -> Future.succeededFuture(BatchResult.allDone(batch.size())));
    }

    CollectingSink(ConsumerConfig consumer, Function<List<SinkRecord>, Future<BatchResult>> answer) {
        this.consumer = consumer;
        this.answer = answer;
    }

    @Override
    public List<ConsumerConfig> consumerConfigs() {
        return List.of(consumer);
    }

    @Override
    public Future<Void> initialize(SinkContext context) {
        return Future.succeededFuture();
    }

    @Override
    public Future<BatchResult> processBatch(List<SinkRecord> batch) {
        batchSizes.add(batch.size());
        return answer.apply(batch).onSuccess(result -> {
            for (int i = 0; i < batch.size(); i++) {
                if (result.outcomes().get(i).status() == RecordOutcome.Status.DONE) {
                    records.add(batch.get(i));
                }
            }
        });
    }
}
