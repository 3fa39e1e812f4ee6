package com.danubemessaging.connect.runtime;

import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.runtime.registry.ApiVersions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Objects;

/**
 * Runs connectors in a Vert.x application.
 *
 * <pre>{@code
 * ConnectRuntime.create(vertx, config)
 *     .deploy(new MqttSourceProvider())
 *     .onSuccess(connector -> connector.terminated().onSuccess(end -> log.info(end.reason())));
 * }</pre>
 *
 * <p>Thread-safe. One instance may deploy several connectors; each has a configuration of its own, hence an instance of
 * its own is the usual way.
 */
public final class ConnectRuntime {

    private final Vertx vertx;
    private final ConnectorConfig config;
    private final ConnectRuntimeOptions options;

    private ConnectRuntime(Vertx vertx, ConnectorConfig config, ConnectRuntimeOptions options) {
        this.vertx = Objects.requireNonNull(vertx, "vertx");
        this.config = Objects.requireNonNull(config, "config");
        this.options = Objects.requireNonNull(options, "options");
    }

    /** A runtime with the default options. */
    public static ConnectRuntime create(Vertx vertx, ConnectorConfig config) {
        return create(vertx, config, new ConnectRuntimeOptions());
    }

    /** A runtime that takes from the host what {@code options} name. */
    public static ConnectRuntime create(Vertx vertx, ConnectorConfig config, ConnectRuntimeOptions options) {
        return new ConnectRuntime(vertx, config, options);
    }

    /**
     * Deploys a connector. Connecting goes on behind: the future does not wait for Danube or for the external system.
     *
     * @return fails with a {@link ConfigurationException} if the settings contradict each other, the metrics port is
     *     taken or the position store cannot be used
     */
    public Future<RunningConnector> deploy(ConnectorProvider provider) {
        try {
            ApiVersions.check(provider);
        } catch (ConfigurationException e) {
            return Future.failedFuture(e);
        }
        RuntimeVerticle verticle = new RuntimeVerticle(provider, config, options);
        return vertx.deployVerticle(verticle).map(id -> verticle.running());
    }

    /** Tries both ends without moving data; never fails, the report says what does not work. */
    public Future<CheckReport> check(ConnectorProvider provider) {
        return new ConnectionCheck(vertx, config, options, provider).run();
    }
}
