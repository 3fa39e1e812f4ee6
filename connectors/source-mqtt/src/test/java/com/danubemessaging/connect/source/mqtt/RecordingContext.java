package com.danubemessaging.connect.source.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.danubemessaging.connect.api.ConnectorMetrics;
import com.danubemessaging.connect.api.SourceContext;
import com.danubemessaging.connect.api.health.HealthStatus;
import com.danubemessaging.connect.api.record.SourceOffset;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/** A context that remembers what it was told. Thread-safe. */
final class RecordingContext implements SourceContext, ConnectorMetrics {

    private final Vertx vertx;
    private final Map<String, AtomicLong> counters = new ConcurrentHashMap<>();
    private final Map<String, DoubleSupplier> gauges = new ConcurrentHashMap<>();
    private final BlockingQueue<HealthStatus> health = new LinkedBlockingQueue<>();
    private final BlockingQueue<Throwable> errors = new LinkedBlockingQueue<>();

    RecordingContext(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Waits for a report of this state, skipping others. */
    HealthStatus awaitHealth(HealthStatus.State state) throws InterruptedException {
        while (true) {
            HealthStatus status = health.poll(10, TimeUnit.SECONDS);
            assertThat(status).as("a health report " + state + " within 10 s").isNotNull();
            if (status.state() == state) {
                return status;
            }
        }
    }

    /** Waits for an error. */
    Throwable awaitError() throws InterruptedException {
        Throwable error = errors.poll(10, TimeUnit.SECONDS);
        assertThat(error).as("a reported error within 10 s").isNotNull();
        return error;
    }

    boolean hasError() {
        return !errors.isEmpty();
    }

    /** A counter's value; the key is name and tags joined by commas. */
    long count(String key) {
        AtomicLong counter = counters.get(key);
        assertThat(counter)
                .as("a counter " + key + " among " + counters.keySet())
                .isNotNull();
        return counter.get();
    }

    /** Waits until a counter has this value. */
    void awaitCount(String key, long value) {
        await(key).atMost(Duration.ofSeconds(10)).until(() -> count(key) == value);
    }

    double gauge(String name) {
        return gauges.get(name).getAsDouble();
    }

    @Override
    public Counter counter(String name, String description, String... tags) {
        String key = tags.length == 0 ? name : name + "," + String.join(",", tags);
        AtomicLong counter = counters.computeIfAbsent(key, absent -> new AtomicLong());
        return counter::addAndGet;
    }

    @Override
    public void gauge(String name, String description, DoubleSupplier value, String... tags) {
        gauges.put(name, value);
    }

    @Override
    public Vertx vertx() {
        return vertx;
    }

    @Override
    public String connectorName() {
        return "mqtt-test";
    }

    @Override
    public ConnectorMetrics metrics() {
        return this;
    }

    @Override
    public void reportHealth(HealthStatus status) {
        health.add(status);
    }

    @Override
    public void reportError(Throwable error) {
        errors.add(error);
    }

    @Override
    public Optional<SourceOffset> committedOffset(String partition) {
        return Optional.empty();
    }
}
