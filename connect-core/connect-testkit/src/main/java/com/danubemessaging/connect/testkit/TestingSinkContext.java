package com.danubemessaging.connect.testkit;

import com.danubemessaging.connect.api.SinkContext;
import com.danubemessaging.connect.api.health.HealthStatus;
import io.vertx.core.Vertx;
import java.util.List;

/**
 * A sink's context that records what the sink reports. Thread-safe.
 *
 * <pre>{@code
 * TestingSinkContext context = new TestingSinkContext(vertx);
 * sink.initialize(context).await();
 * assertThat(context.reportedErrors()).isEmpty();
 * }</pre>
 */
public final class TestingSinkContext implements SinkContext {

    private final Vertx vertx;
    private final String connectorName;
    private final int task;
    private final int taskCount;
    private final RecordingMetrics metrics = new RecordingMetrics();
    private final Reports reports = new Reports();

    /** The only task of a sink named {@code test-sink}. */
    public TestingSinkContext(Vertx vertx) {
        this(vertx, "test-sink", 0, 1);
    }

    /**
     * One task of several.
     *
     * @param task from 0
     * @param taskCount at least {@code task + 1}
     */
    public TestingSinkContext(Vertx vertx, String connectorName, int task, int taskCount) {
        if (task < 0 || task >= taskCount) {
            throw new IllegalArgumentException("task=" + task + " must be from 0 to " + (taskCount - 1));
        }
        this.vertx = vertx;
        this.connectorName = connectorName;
        this.task = task;
        this.taskCount = taskCount;
    }

    @Override
    public int task() {
        return task;
    }

    @Override
    public int taskCount() {
        return taskCount;
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
