/**
 * What a connector author implements, and nothing else.
 *
 * <p>A connector is a small class: a {@link com.danubemessaging.connect.api.SinkConnector} writes records of Danube
 * topics to an external system, a {@link com.danubemessaging.connect.api.SourceConnector} does the reverse. Whoever has
 * to block (files, JDBC, most vendor SDKs) implements {@link com.danubemessaging.connect.api.BlockingSinkConnector} or
 * {@link com.danubemessaging.connect.api.BlockingSourceConnector} instead and is hosted on a worker thread. The runtime
 * does the rest: Danube clients, batching, back-pressure, retries, dead letters, positions, configuration, metrics,
 * health, shutdown.
 *
 * <p>A connector is found through {@link java.util.ServiceLoader} by its
 * {@link com.danubemessaging.connect.api.ConnectorProvider}.
 */
@NullMarked
package com.danubemessaging.connect.api;

import org.jspecify.annotations.NullMarked;
