package com.danubemessaging.connect.testkit;

import com.danubemessaging.connect.api.SourceContext;
import com.danubemessaging.connect.api.health.HealthStatus;
import com.danubemessaging.connect.api.record.SourceOffset;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A source's context with a position store in memory, which records what the source reports. Thread-safe.
 *
 * <p>The positions are the test's to move: {@link #store} is what the runtime does after a record was confirmed. A
 * context with the same positions stands for a restart: {@link #restarted()}.
 */
public final class TestingSourceContext implements SourceContext {

    private final Vertx vertx;
    private final String connectorName;
    private final Map<String, SourceOffset> positions;
    private final Map<String, String> environment;
    private final RecordingMetrics metrics = new RecordingMetrics();
    private final Reports reports = new Reports();

    /** A first start of a source named {@code test-source}. */
    public TestingSourceContext(Vertx vertx) {
        this(vertx, "test-source");
    }

    /** A first start. */
    public TestingSourceContext(Vertx vertx, String connectorName) {
        this(vertx, connectorName, new ConcurrentHashMap<>(), Map.of());
    }

    private TestingSourceContext(
            Vertx vertx, String connectorName, Map<String, SourceOffset> positions, Map<String, String> environment) {
        this.vertx = vertx;
        this.connectorName = connectorName;
        this.positions = positions;
        this.environment = environment;
    }

    /** The same with these environment variables; no reports yet. */
    public TestingSourceContext withEnvironment(Map<String, String> variables) {
        return new TestingSourceContext(vertx, connectorName, positions, Map.copyOf(variables));
    }

    /** A later start: the same positions, no reports yet. */
    public TestingSourceContext restarted() {
        return restarted(vertx);
    }

    /** A later start in another Vert.x. */
    public TestingSourceContext restarted(Vertx newVertx) {
        return new TestingSourceContext(newVertx, connectorName, new ConcurrentHashMap<>(positions), environment);
    }

    /** Keeps a position, as the runtime does once everything up to it is confirmed. */
    public void store(SourceOffset offset) {
        positions.put(offset.partition(), offset);
    }

    @Override
    public Optional<SourceOffset> committedOffset(String partition) {
        return Optional.ofNullable(positions.get(partition));
    }

    @Override
    public Vertx vertx() {
        return vertx;
    }

    @Override
    public String connectorName() {
        return connectorName;
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public RecordingMetrics metrics() {
        return metrics;
    }

    @Override
    public void reportHealth(HealthStatus status) {
        reports.health(status);
    }

    @Override
    public void reportError(Throwable error) {
        reports.error(error);
    }

    /** Every health report so far, in order. */
    public List<HealthStatus> reportedHealth() {
        return reports.health();
    }

    /** Every error report so far, in order. */
    public List<Throwable> reportedErrors() {
        return reports.errors();
    }
}
