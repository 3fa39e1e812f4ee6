package com.danubemessaging.connect.launcher;

import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.runtime.ConnectRuntime;
import com.danubemessaging.connect.runtime.ConnectRuntimeOptions;
import com.danubemessaging.connect.runtime.RunningConnector;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.jspecify.annotations.Nullable;

/**
 * What Vert.x's launcher deploys: starts the runtime with one connector and tells the process's {@link Lifetime}. It is
 * also stopped when the JVM ends in another way than by our signals, for example by SIGHUP; stopping twice is harmless.
 * Confined to its context.
 */
final class ConnectorVerticle extends VerticleBase {

    private final ConnectorConfig config;
    private final ConnectorProvider provider;
    private final ConnectRuntimeOptions options;
    private final Lifetime lifetime;
    private @Nullable RunningConnector running;

    ConnectorVerticle(
            ConnectorConfig config, ConnectorProvider provider, ConnectRuntimeOptions options, Lifetime lifetime) {
        this.config = config;
        this.provider = provider;
        this.options = options;
        this.lifetime = lifetime;
    }

    @Override
    public Future<?> start() {
        return ConnectRuntime.create(vertx, config, options).deploy(provider).onSuccess(connector -> {
            running = connector;
            lifetime.started(connector::stop, connector.terminated());
        });
    }

    @Override
    public Future<?> stop() {
        return running == null ? Future.succeededFuture() : running.stop();
    }
}
