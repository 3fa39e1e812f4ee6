package com.danubemessaging.connect.source.hello;

import com.danubemessaging.connect.api.BlockingSourceConnector;
import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.SourceContext;
import com.danubemessaging.connect.api.record.SourceOffset;
import com.danubemessaging.connect.api.record.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a file line by line for as long as it grows. Blocking, because files are.
 *
 * <p>Delivery: at least once. Each record carries the byte position behind its line; the runtime stores it once Danube
 * has the record, and a restart goes on there. There is nothing to acknowledge to a file, so {@code commit} is left
 * out.
 */
final class HelloSource implements BlockingSourceConnector {

    /** Records of one poll: enough for throughput, few enough that a stop does not wait for long. */
    private static final int MAX_LINES = 500;

    private final HelloSourceConfig config;
    private final GrowingFile file;
    private final LineMapper mapper;
    private final String partition;

    HelloSource(HelloSourceConfig config) {
        this.config = config;
        this.file = new GrowingFile(config.path());
        this.mapper = new LineMapper(config.topic(), config.keySeparator());
        this.partition = config.path().toAbsolutePath().normalize().toString();
    }

    @Override
    public List<ProducerConfig> producerConfigs() {
        return List.of(ProducerConfig.reliable(config.topic()));
    }

    @Override
    public void initialize(SourceContext context) {
        Optional<SourceOffset> resume = context.committedOffset(partition);
        resume.ifPresent(offset -> file.goTo(offset.value(), offset.metadata()));
        file.check();
    }

    @Override
    public List<SourceRecord> poll() {
        List<SourceRecord> records = new ArrayList<>();
        for (Line line : file.read(MAX_LINES)) {
            records.add(mapper.record(line.bytes())
                    .withOffset(new SourceOffset(partition, line.end(), file.fingerprint())));
        }
        return records;
    }
}
