package com.danubemessaging.connect.runtime;

import com.danubemessaging.connect.api.PollingSourceConnector;
import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.SourceContext;
import com.danubemessaging.connect.api.record.SourceOffset;
import com.danubemessaging.connect.api.record.SourceRecord;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/**
 * A polled source of numbered records, {@code n} as text, keyed by {@code n mod keys}; resumes from the position store.
 */
final class ListSource implements PollingSourceConnector {

    private static final int PER_POLL = 50;

    private final ProducerConfig producer;
    private final int count;
    private final int keys;
    private int next;
    volatile long committed = -1;

    ListSource(ProducerConfig producer, int count, int keys) {
        this.producer = producer;
        this.count = count;
        this.keys = keys;
    }

    @Override
    public List<ProducerConfig> producerConfigs() {
        return List.of(producer);
    }

    @Override
    public Future<Void> initialize(SourceContext context) {
        next = context.committedOffset("list")
                .map(offset -> (int) offset.value() + 1)
                .orElse(0);
        return Future.succeededFuture();
    }

    @Override
    public Future<List<SourceRecord>> poll() {
        List<SourceRecord> records = new ArrayList<>();
        while (next < count && records.size() < PER_POLL) {
            records.add(SourceRecord.fromJson(producer.topic(), next)
                    .withKey("key-" + next % keys)
                    .withOffset(SourceOffset.of("list", next)));
            next++;
        }
        return Future.succeededFuture(records);
    }

    @Override
    public Future<Void> commit(List<SourceOffset> offsets) {
        committed = offsets.get(0).value();
        return Future.succeededFuture();
    }
}
