package com.danubemessaging.connect.runtime.metrics;

import com.danubemessaging.connect.api.ConnectorMetrics;
import java.util.function.DoubleSupplier;

/** What a connector sees of the meters. Thread-safe. */
record ConnectorMeters(ConnectMetrics meters) implements ConnectorMetrics {

    @Override
    public Counter counter(String name, String description, String... tags) {
        return meters.connectorCounter(name, description, tags)::increment;
    }

    @Override
    public void gauge(String name, String description, DoubleSupplier value, String... tags) {
        meters.connectorGauge(name, description, value, tags);
    }
}
