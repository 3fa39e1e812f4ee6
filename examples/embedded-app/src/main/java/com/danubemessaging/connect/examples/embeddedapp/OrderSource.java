package com.danubemessaging.connect.examples.embeddedapp;

import com.danubemessaging.connect.api.EmitOutcome;
import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.RecordEmitter;
import com.danubemessaging.connect.api.SourceContext;
import com.danubemessaging.connect.api.StreamingSourceConnector;
import com.danubemessaging.connect.api.record.SourceRecord;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes orders from the application and hands them to Danube, each customer's in order. */
final class OrderSource implements StreamingSourceConnector {

    /** Shorter than what an HTTP client waits. */
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final String topic;

    // The emitter is confined to the connector's context; requests come from another one.
    private volatile @Nullable Context connectorContext;
    private volatile @Nullable RecordEmitter emitter;

    OrderSource(String topic) {
        this.topic = topic;
    }

    @Override
    public List<ProducerConfig> producerConfigs() {
        return List.of(ProducerConfig.reliable(topic));
    }

    @Override
    public Future<Void> initialize(SourceContext context) {
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> start(RecordEmitter recordEmitter) {
        connectorContext = Vertx.currentContext();
        emitter = recordEmitter;
        return Future.succeededFuture();
    }

    /** Completes with the order's end at Danube. Thread-safe. */
    Future<EmitOutcome> accept(String customer, JsonObject order) {
        Context context = connectorContext;
        RecordEmitter ready = emitter;
        if (context == null || ready == null) {
            return Future.succeededFuture(EmitOutcome.WITHDRAWN);
        }
        SourceRecord record = SourceRecord.fromJson(topic, order).withKey(customer);
        Promise<EmitOutcome> outcome = Promise.promise();
        context.runOnContext(ignored -> emit(ready, record).onComplete(outcome));
        return outcome.future();
    }

    private static Future<EmitOutcome> emit(RecordEmitter ready, SourceRecord record) {
        if (ready.writeQueueFull()) {
            // Whoever orders can come again; a queue of orders here would have no end while Danube is away.
            return Future.succeededFuture(EmitOutcome.WITHDRAWN);
        }
        return ready.emit(List.of(record), DEADLINE).map(outcomes -> outcomes.get(0));
    }
}
