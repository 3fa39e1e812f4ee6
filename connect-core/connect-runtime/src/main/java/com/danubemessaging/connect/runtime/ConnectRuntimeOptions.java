package com.danubemessaging.connect.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a host application shares with its connectors. Mutable, not thread-safe; read once at deployment. */
public final class ConnectRuntimeOptions {

    private @Nullable MeterRegistry meterRegistry;
    private boolean serveHttp = true;
    private Map<String, String> environment = Map.of();

    /** A registry of its own, and a listener on {@code metrics_port}. */
    public ConnectRuntimeOptions() {}

    /** The registry to use; null makes a Prometheus one. */
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

    /** The environment as the launcher read it; empty by default. Used for the instance's id. */
    public Map<String, String> getEnvironment() {
        return environment;
    }

    /** Hands the environment down. */
    public ConnectRuntimeOptions setEnvironment(Map<String, String> variables) {
        this.environment = Map.copyOf(variables);
        return this;
    }
}
