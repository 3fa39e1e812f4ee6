package com.danubemessaging.connect.sink.hello;

import com.danubemessaging.connect.api.BatchResult;
import com.danubemessaging.connect.api.BlockingSinkConnector;
import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.RecordOutcome;
import com.danubemessaging.connect.api.SinkContext;
import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.api.error.InvalidDataException;
import com.danubemessaging.connect.api.record.SinkRecord;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Appends records to a JSON Lines file, one batch with one write and one fsync. Blocking, because files are.
 *
 * <p>Delivery: at least once. A line is on disk before its record is done; after a crash the lines of the last batch
 * may be there twice. A record whose bytes are not what its schema promises is refused; everything else has a line.
 */
final class HelloSink implements BlockingSinkConnector {

    private final HelloSinkConfig config;
    private final JsonLinesFile file;

    HelloSink(HelloSinkConfig config) {
        this.config = config;
        this.file = new JsonLinesFile(config.path());
    }

    @Override
    public List<ConsumerConfig> consumerConfigs() {
        return List.of(config.consumer());
    }

    @Override
    public void initialize(SinkContext context) {
        if (context.taskCount() > 1) {
            throw new ConfigurationException("hello-sink appends to one file and cannot share it among "
                    + context.taskCount() + " tasks; set processing.tasks to 1");
        }
        file.prepare();
    }

    @Override
    public BatchResult processBatch(List<SinkRecord> records) {
        List<Buffer> lines = new ArrayList<>(records.size());
        List<RecordOutcome> outcomes = new ArrayList<>(records.size());
        for (SinkRecord record : records) {
            try {
                lines.add(LineMapper.line(record));
                outcomes.add(RecordOutcome.done());
            } catch (InvalidDataException e) {
                outcomes.add(RecordOutcome.invalid(e));
            }
        }
        file.append(lines);
        return BatchResult.of(outcomes);
    }

    /** Looks, but makes no file: checking settings leaves nothing behind. */
    @Override
    public void checkConnection(SinkContext context) {
        file.check();
    }
}
