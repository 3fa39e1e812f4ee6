package com.danubemessaging.connect.runtime.host;

import com.danubemessaging.connect.api.health.HealthStatus;
import com.danubemessaging.connect.runtime.bus.HostCommand;
import com.danubemessaging.connect.runtime.bus.HostEvent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import org.jspecify.annotations.Nullable;

/**
 * What the hosts of sinks and sources have in common: the commands of the life cycle. Confined to its verticle's
 * context, but for {@link #release()}.
 *
 * <p>When the host application undeploys everything, Vert.x takes children down before their parent. This verticle then
 * tells the runtime, and stays until the runtime has drained and released it.
 */
abstract class HostVerticle extends VerticleBase {

    private final ConnectorHost host;
    private final Promise<Void> released = Promise.promise();

    HostVerticle(ConnectorHost host) {
        this.host = host;
    }

    @Override
    public Future<?> start() {
        return host.bus().onCommand(host.task(), this::handle);
    }

    @Override
    public Future<?> stop() {
        if (!released.future().isComplete()) {
            host.bus().event(new HostEvent.Leaving(host.task()));
        }
        return released.future();
    }

    /** The runtime needs this verticle no longer. Thread-safe. */
    void release() {
        released.tryComplete();
    }

    ConnectorHost host() {
        return host;
    }

    private void handle(HostCommand command) {
        int task = host.task();
        if (command instanceof HostCommand.Describe) {
            Future<HostEvent> described = Calls.call(this::describe);
            answer(described.otherwise(failure -> HostEvent.Described.failed(task, failure)));
        } else if (command instanceof HostCommand.Initialize) {
            Calls.compose("initialize", this::initialize)
                    .onComplete(result -> event(new HostEvent.Initialized(task, result.cause())));
        } else if (command instanceof HostCommand.CheckHealth) {
            checkHealth();
        } else if (command instanceof HostCommand.Quiesce) {
            Calls.compose("quiesce", this::quiesce)
                    .onComplete(result -> event(new HostEvent.Quiesced(task, result.cause())));
        } else if (command instanceof HostCommand.Shutdown) {
            Calls.compose("shutdown", this::shutdown)
                    .onComplete(result -> event(new HostEvent.ShutDown(task, result.cause())));
        } else {
            work(command);
        }
    }

    private void checkHealth() {
        Future<HealthStatus> checked = Calls.compose("healthCheck", this::healthCheck)
                .map(HostVerticle::known)
                .otherwise(failure -> HealthStatus.unhealthy("the health check failed: " + text(failure)));
        answer(checked.map(status -> new HostEvent.HealthReported(host.task(), status, true)));
    }

    private static HealthStatus known(@Nullable HealthStatus status) {
        return status == null ? HealthStatus.unhealthy("the health check completed with null") : status;
    }

    private static String text(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    private void answer(Future<? extends HostEvent> event) {
        event.onSuccess(this::event).onFailure(host::reportError);
    }

    final void event(HostEvent event) {
        host.bus().event(event);
    }

    abstract HostEvent describe();

    abstract Future<Void> initialize();

    abstract Future<HealthStatus> healthCheck();

    abstract Future<Void> quiesce();

    abstract Future<Void> shutdown();

    /** Carries out a command of the data path. */
    abstract void work(HostCommand command);
}
