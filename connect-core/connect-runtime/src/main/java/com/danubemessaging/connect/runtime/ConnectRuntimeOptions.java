package com.danubemessaging.connect.runtime;

import com.danubemessaging.connect.engine.sink.SinkOptions;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a host application shares with its connectors. Mutable, not thread-safe; read once at deployment. */
public final class ConnectRuntimeOptions {

    private @Nullable MeterRegistry meterRegistry;
    private boolean serveHttp = true;
    private Map<String, String> environment = Map.of();
    private @Nullable Supplier<Future<String>> danubeTokenSupplier;
    private UnaryOperator<SinkOptions> sinkTuning = UnaryOperator.identity();

    /** A registry of its own, and a listener on {@code metrics_port}. */
    public ConnectRuntimeOptions() {}

    /**
     * The registry to use; null takes the one that the host's {@code Vertx} reports its own metrics to, or makes a
     * Prometheus one if there is none.
     */
    public @Nullable MeterRegistry getMeterRegistry() {
        return meterRegistry;
    }

    /** Shares a registry of the host. */
    public ConnectRuntimeOptions setMeterRegistry(@Nullable MeterRegistry registry) {
        this.meterRegistry = registry;
        return this;
    }

    /** Whether {@code metrics_port} is opened; default true. */
    public boolean isServeHttp() {
        return serveHttp;
    }

    /** Switches the listener off, for a host that serves metrics and health itself. */
    public ConnectRuntimeOptions setServeHttp(boolean serve) {
        this.serveHttp = serve;
        return this;
    }

    /**
     * The environment as the launcher read it; empty by default. Used for the instance's id, and by connectors with
     * keys that name a variable.
     */
    public Map<String, String> getEnvironment() {
        return environment;
    }

    /** Hands the environment down. */
    public ConnectRuntimeOptions setEnvironment(Map<String, String> variables) {
        this.environment = Map.copyOf(variables);
        return this;
    }

    /** Who supplies the tokens for Danube; null if the configuration does, or nobody. */
    public @Nullable Supplier<Future<String>> getDanubeTokenSupplier() {
        return danubeTokenSupplier;
    }

    /**
     * Has the application supply the tokens that calls to Danube carry, in place of {@code danube.token} and
     * {@code danube.token_file}. The supplier is asked on the runtime's event loop and must not block: before the first
     * connection, when the token is about to expire, and when a broker refuses it. While it fails, the former token
     * stays in use.
     */
    public ConnectRuntimeOptions setDanubeTokenSupplier(@Nullable Supplier<Future<String>> supplier) {
        this.danubeTokenSupplier = supplier;
        return this;
    }

    /** For tests: times that are no configuration keys, such as the patience with an unacknowledged delivery. */
    ConnectRuntimeOptions sinkTuning(UnaryOperator<SinkOptions> tuning) {
        this.sinkTuning = tuning;
        return this;
    }

    UnaryOperator<SinkOptions> sinkTuning() {
        return sinkTuning;
    }
}
