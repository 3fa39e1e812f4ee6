package com.danubemessaging.connect.examples.quickstart;

import com.danubemessaging.connect.api.BatchResult;
import com.danubemessaging.connect.api.BlockingSinkConnector;
import com.danubemessaging.connect.api.Connector;
import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.RecordOutcome;
import com.danubemessaging.connect.api.SinkContext;
import com.danubemessaging.connect.api.config.ConfigSpec;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.api.record.SinkRecord;
import java.util.List;

/** Wraps a blocking sink to measure how long its records were under way. */
record MeasuredSinkProvider(ConnectorProvider measured, Latency latency) implements ConnectorProvider {

    @Override
    public String type() {
        return measured.type();
    }

    @Override
    public String version() {
        return measured.version();
    }

    @Override
    public String apiVersion() {
        return measured.apiVersion();
    }

    @Override
    public ConfigSpec spec() {
        return measured.spec();
    }

    @Override
    public Connector create(ConnectorConfig config) {
        return new MeasuredSink((BlockingSinkConnector) measured.create(config), latency);
    }

    private record MeasuredSink(BlockingSinkConnector sink, Latency latency) implements BlockingSinkConnector {

        @Override
        public List<ConsumerConfig> consumerConfigs() {
            return sink.consumerConfigs();
        }

        @Override
        public void initialize(SinkContext context) throws Exception {
            sink.initialize(context);
        }

        @Override
        public BatchResult processBatch(List<SinkRecord> records) throws Exception {
            BatchResult result = sink.processBatch(records);
            long now = System.currentTimeMillis();
            for (int i = 0; i < records.size(); i++) {
                if (result.outcomes().get(i).status() == RecordOutcome.Status.DONE) {
                    latency.record(now - records.get(i).publishTime().toEpochMilli());
                }
            }
            return result;
        }

        @Override
        public void quiesce() {
            sink.quiesce();
        }

        @Override
        public void shutdown() throws Exception {
            sink.shutdown();
        }
    }
}
