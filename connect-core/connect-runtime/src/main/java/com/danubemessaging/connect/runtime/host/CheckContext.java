package com.danubemessaging.connect.runtime.host;

import com.danubemessaging.connect.api.ConnectorMetrics;
import com.danubemessaging.connect.api.SinkContext;
import com.danubemessaging.connect.api.SourceContext;
import com.danubemessaging.connect.api.health.HealthStatus;
import com.danubemessaging.connect.api.record.SourceOffset;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Contexts for {@code checkConnection}: no positions, no meters, reports go nowhere. Thread-safe. */
public final class CheckContext {

    private final Vertx vertx;
    private final String connectorName;
    private final Map<String, String> environment;

    /** For a connector that is only tried. */
    public CheckContext(Vertx vertx, String connectorName, Map<String, String> environment) {
        this.vertx = vertx;
        this.connectorName = connectorName;
        this.environment = environment;
    }

    /** For a sink. */
    public SinkContext sink() {
        return new Sink();
    }

    /** For a source. */
    public SourceContext source() {
        return new Source();
    }

    private static final class NoMetrics implements ConnectorMetrics {
        @Override
        public Counter counter(String name, String description, String... tags) {
            return amount -> {};
        }

        @Override
        public void gauge(String name, String description, DoubleSupplier value, String... tags) {}
    }

    private final class Sink implements SinkContext {
        @Override
        public int task() {
            return 0;
        }

        @Override
        public int taskCount() {
            return 1;
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
        public ConnectorMetrics metrics() {
            return new NoMetrics();
        }

        @Override
        public void reportHealth(HealthStatus status) {}

        @Override
        public void reportError(Throwable error) {}
    }

    private final class Source implements SourceContext {
        @Override
        public Optional<SourceOffset> committedOffset(String partition) {
            return Optional.empty();
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
        public ConnectorMetrics metrics() {
            return new NoMetrics();
        }

        @Override
        public void reportHealth(HealthStatus status) {}

        @Override
        public void reportError(Throwable error) {}
    }
}
