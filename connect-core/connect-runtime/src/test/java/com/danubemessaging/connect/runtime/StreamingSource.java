package com.danubemessaging.connect.runtime;

import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.RecordEmitter;
import com.danubemessaging.connect.api.SourceContext;
import com.danubemessaging.connect.api.StreamingSourceConnector;
import com.danubemessaging.connect.api.record.SourceOffset;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A streaming source that lets the test emit on the connector's context. */
final class StreamingSource implements StreamingSourceConnector {

    private final List<ProducerConfig> producers;
    private volatile @Nullable RecordEmitter emitter;
    private volatile @Nullable Context context;
    private volatile @Nullable SourceContext runtime;
    final List<SourceOffset> committed = new CopyOnWriteArrayList<>();
    volatile boolean isQuiesced;
    volatile boolean isShutDown;

    StreamingSource(ProducerConfig... producers) {
        this.producers = List.of(producers);
    }

    boolean isInitialized() {
        return runtime != null;
    }

    boolean isStarted() {
        return emitter != null;
    }

    void reportError(Throwable error) {
        Objects.requireNonNull(runtime, "not initialized").reportError(error);
    }

    /** Uses the emitter where a source must: on its context. */
    <T> Future<T> on(Function<RecordEmitter, Future<T>> use) {
        RecordEmitter given = Objects.requireNonNull(emitter, "not started");
        Promise<T> promise = Promise.promise();
        Objects.requireNonNull(context).runOnContext(ignored -> {
            try {
                use.apply(given).onComplete(promise);
            } catch (RuntimeException e) {
                promise.fail(e);
            }
        });
        return promise.future();
    }

    <T> T now(Function<RecordEmitter, T> use) throws Exception {
        return on(given -> Future.succeededFuture(use.apply(given))).await(5, TimeUnit.SECONDS);
    }

    @Override
    public List<ProducerConfig> producerConfigs() {
        return producers;
    }

    @Override
    public Future<Void> initialize(SourceContext given) {
        runtime = given;
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> start(RecordEmitter given) {
        context = Vertx.currentContext();
        emitter = given;
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> commit(List<SourceOffset> offsets) {
        committed.addAll(offsets);
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> quiesce() {
        isQuiesced = true;
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> shutdown() {
        isShutDown = true;
        return Future.succeededFuture();
    }
}
