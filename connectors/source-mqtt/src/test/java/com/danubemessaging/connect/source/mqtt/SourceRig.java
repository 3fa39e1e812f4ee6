package com.danubemessaging.connect.source.mqtt;

import com.danubemessaging.connect.api.health.HealthStatus;
import com.danubemessaging.connect.api.record.SourceOffset;
import com.danubemessaging.connect.api.record.SourceRecord;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import io.vertx.mqtt.MqttClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs one source on an event loop, as the runtime would, and lets the test play the runtime. */
final class SourceRig {

    /** Short times, so that tests wait for nothing but what they test. */
    static final LinkTimings FAST = new LinkTimings(
            Duration.ofMillis(10),
            Duration.ofMillis(50),
            Duration.ofMillis(50),
            Duration.ofSeconds(5),
            Duration.ofMillis(100),
            Duration.ofMillis(500));

    private final Context loop;
    private final RecordingContext context;
    private final CollectingEmitter emitter = new CollectingEmitter();
    private final MqttSource source;

    SourceRig(Vertx vertx, MqttSourceConfig config) {
        this(vertx, config, FAST);
    }

    /** One with times of the test's own. */
    SourceRig(Vertx vertx, MqttSourceConfig config, LinkTimings timings) {
        this(vertx, config, timings, ClientSocket::of);
    }

    private SourceRig(
            Vertx vertx,
            MqttSourceConfig config,
            LinkTimings timings,
            Function<MqttClient, Optional<NetSocket>> sockets) {
        this.loop = vertx.getOrCreateContext();
        this.context = new RecordingContext(vertx);
        this.source = new MqttSource(config, List.of(), timings, sockets);
    }

    /** One whose MQTT client does not give its socket away, so that it cannot stop reading. */
    static SourceRig withoutSocket(Vertx vertx, MqttSourceConfig config) {
        return new SourceRig(vertx, config, FAST, client -> Optional.empty());
    }

    /** Initializes and starts; connecting goes on behind it. */
    SourceRig start() throws TimeoutException {
        call(() -> source.initialize(context).compose(ready -> source.start(emitter)));
        return this;
    }

    /** Initializes, starts and waits until it is subscribed. */
    SourceRig startAndAwaitHealthy() throws TimeoutException, InterruptedException {
        start();
        context.awaitHealth(HealthStatus.State.HEALTHY);
        return this;
    }

    SourceRecord nextRecord() throws InterruptedException {
        return emitter.next();
    }

    /** Says that Danube has this record and all before it of the same connection. */
    void commit(SourceRecord record) throws TimeoutException {
        SourceOffset offset = record.offset();
        call(() -> source.commit(List.of(offset)));
    }

    void quiesce() throws TimeoutException {
        call(source::quiesce);
    }

    void shutdown() throws TimeoutException {
        call(source::shutdown);
    }

    MqttSource source() {
        return source;
    }

    CollectingEmitter emitter() {
        return emitter;
    }

    RecordingContext context() {
        return context;
    }

    /** Runs an action on the event loop and waits for it. */
    <T> T call(Supplier<Future<T>> action) throws TimeoutException {
        Promise<T> done = Promise.promise();
        loop.runOnContext(run -> action.get().onComplete(done));
        return done.future().await(10, TimeUnit.SECONDS);
    }
}
