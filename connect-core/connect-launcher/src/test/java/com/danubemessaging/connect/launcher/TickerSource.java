package com.danubemessaging.connect.launcher;

import com.danubemessaging.connect.api.EmitOutcome;
import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.RecordEmitter;
import com.danubemessaging.connect.api.SourceContext;
import com.danubemessaging.connect.api.StreamingSourceConnector;
import com.danubemessaging.connect.api.error.FatalException;
import com.danubemessaging.connect.api.record.SourceRecord;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a few keys busy with one record each; counts what was confirmed. Confined to its context. */
final class TickerSource implements StreamingSourceConnector {

    private static final Logger LOG = LoggerFactory.getLogger(TickerSource.class);
    private static final int KEYS = 16;
    private static final int TICKS_BEFORE_A_LATE_FAULT = 20;

    private final String topic;
    private final String fault;
    private @Nullable SourceContext context;
    private boolean quiet;
    private long emitted;
    private long confirmed;

    TickerSource(String topic, String fault) {
        this.topic = topic;
        this.fault = fault;
    }

    @Override
    public List<ProducerConfig> producerConfigs() {
        return List.of(ProducerConfig.reliable(topic));
    }

    @Override
    public Future<Void> initialize(SourceContext sourceContext) {
        context = sourceContext;
        return switch (fault) {
            case "initialize" -> Future.failedFuture(new FatalException("the ticker is worn out; buy a new one"));
            case "crash" -> Future.failedFuture(new IllegalStateException("the ticker has a bug"));
            default -> Future.succeededFuture();
        };
    }

    @Override
    public Future<Void> start(RecordEmitter emitter) {
        for (int key = 0; key < KEYS; key++) {
            tick(emitter, "key-" + key);
        }
        return Future.succeededFuture();
    }

    private void tick(RecordEmitter emitter, String key) {
        if (quiet) {
            return;
        }
        emitted++;
        if (context != null && fault.equals("later") && confirmed == TICKS_BEFORE_A_LATE_FAULT) {
            context.reportError(new FatalException("the ticker stopped ticking; wind it up"));
        }
        emitter.emit(List.of(SourceRecord.fromString(topic, "tick").withKey(key)))
                .onSuccess(outcomes -> {
                    if (outcomes.get(0) == EmitOutcome.PUBLISHED) {
                        confirmed++;
                        tick(emitter, key);
                    }
                });
    }

    @Override
    public Future<Void> quiesce() {
        quiet = true;
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> shutdown() {
        LOG.atInfo()
                .addKeyValue("emitted", emitted)
                .addKeyValue("confirmed", confirmed)
                .log("ticker shut down");
        return Future.succeededFuture();
    }
}
