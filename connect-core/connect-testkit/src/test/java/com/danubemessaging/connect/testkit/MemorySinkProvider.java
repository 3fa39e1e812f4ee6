package com.danubemessaging.connect.testkit;

import com.danubemessaging.connect.api.Connector;
import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.api.config.ConfigSpec;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import java.util.function.Supplier;

/** Provides whatever sink a test wants to try. */
public final class MemorySinkProvider implements ConnectorProvider {

    private final Supplier<Connector> sink;

    /** Of a sink that keeps the contract. */
    public MemorySinkProvider() {
        this(MemorySink::new);
    }

    MemorySinkProvider(Supplier<Connector> sink) {
        this.sink = sink;
    }

    @Override
    public String type() {
        return "sink-memory";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public String apiVersion() {
        return API_VERSION;
    }

    @Override
    public ConfigSpec spec() {
        return ConfigSpec.of();
    }

    @Override
    public Connector create(ConnectorConfig config) {
        return sink.get();
    }
}
