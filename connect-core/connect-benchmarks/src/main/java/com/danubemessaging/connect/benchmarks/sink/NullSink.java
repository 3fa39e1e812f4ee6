package com.danubemessaging.connect.benchmarks.sink;

import com.danubemessaging.connect.api.BatchResult;
import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.SinkConnector;
import com.danubemessaging.connect.api.SinkContext;
import com.danubemessaging.connect.api.SubscriptionType;
import com.danubemessaging.connect.api.record.SinkRecord;
import com.danubemessaging.connect.benchmarks.load.ProcessLatencies;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.util.List;

/** Looks at the age of each record, and forgets it. */
final class NullSink implements SinkConnector {

    private final String topic;
    private final String subscription;

    NullSink(String topic, String subscription) {
        this.topic = topic;
        this.subscription = subscription;
    }

    @Override
    public List<ConsumerConfig> consumerConfigs() {
        return List.of(ConsumerConfig.of(topic, subscription, subscription, SubscriptionType.EXCLUSIVE));
    }

    @Override
    public Future<Void> initialize(SinkContext context) {
        return Future.succeededFuture();
    }

    @Override
    public Future<BatchResult> processBatch(List<SinkRecord> records) {
        if (ProcessLatencies.isOn()) {
            records.forEach(record ->
                    ProcessLatencies.arrived(ByteBuffer.wrap(record.payload().getBytes())));
        }
        return Future.succeededFuture(BatchResult.allDone(records.size()));
    }
}
