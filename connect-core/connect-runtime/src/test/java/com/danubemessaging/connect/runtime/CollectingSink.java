package com.danubemessaging.connect.runtime;

import com.danubemessaging.connect.api.BatchResult;
import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.RecordOutcome;
import com.danubemessaging.connect.api.SinkConnector;
import com.danubemessaging.connect.api.SinkContext;
import com.danubemessaging.connect.api.SubscriptionType;
import com.danubemessaging.connect.api.record.SinkRecord;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A sink that keeps what it gets, or answers a batch as the test says. */
final class CollectingSink implements SinkConnector {

    /** Answers a batch. */
    interface Answer extends Function<List<SinkRecord>, Future<BatchResult>> {}

    private final List<ConsumerConfig> consumers;
    private final Answer answer;

    /** What was reported as done. */
    final List<SinkRecord> records = new CopyOnWriteArrayList<>();

    /** The payloads of every batch that was handed over, whatever became of it. */
    final List<List<String>> batches = new CopyOnWriteArrayList<>();

    /** How long it asks the runtime to gather records. */
    volatile Duration linger = Duration.ZERO;

    volatile boolean isShutDown;

    CollectingSink(ConsumerConfig consumer) {
        this(consumer, CollectingSink::done);
    }

    CollectingSink(ConsumerConfig consumer, Answer answer) {
        this(List.of(consumer), answer);
    }

    CollectingSink(List<ConsumerConfig> consumers, Answer answer) {
        this.consumers = consumers;
        this.answer = answer;
    }

    /** An exclusive subscription to this topic. */
    static ConsumerConfig reading(String topic) {
        return ConsumerConfig.of(topic, "reader", "all", SubscriptionType.EXCLUSIVE);
    }

    static Future<BatchResult> done(List<SinkRecord> batch) {
        return Future.succeededFuture(BatchResult.allDone(batch.size()));
    }

    /** One outcome for each record. */
    static Answer each(Function<SinkRecord, RecordOutcome> outcome) {
        return batch -> Future.succeededFuture(
                BatchResult.of(batch.stream().map(outcome).toList()));
    }

    List<String> payloads() {
        return records.stream().map(SinkRecord::payloadString).toList();
    }

    @Override
    public List<ConsumerConfig> consumerConfigs() {
        return consumers;
    }

    @Override
    public Duration linger() {
        return linger;
    }

    @Override
    public Future<Void> initialize(SinkContext context) {
        return Future.succeededFuture();
    }

    @Override
    public Future<BatchResult> processBatch(List<SinkRecord> batch) {
        batches.add(batch.stream().map(SinkRecord::payloadString).toList());
        return answer.apply(batch).onSuccess(result -> {
            for (int i = 0; i < Math.min(batch.size(), result.outcomes().size()); i++) {
                if (result.outcomes().get(i).status() == RecordOutcome.Status.DONE) {
                    records.add(batch.get(i));
                }
            }
        });
    }

    @Override
    public Future<Void> shutdown() {
        isShutDown = true;
        return Future.succeededFuture();
    }
}
