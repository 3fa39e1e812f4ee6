package com.danubemessaging.connect.runtime.host;

import com.danubemessaging.connect.runtime.bus.HostCommand;
import com.danubemessaging.connect.runtime.bus.HostEvent;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What must reach a blocking connector while its worker is busy: interrupts and quiesce. Runs on an event loop; quiesce
 * itself runs on a thread of its own.
 */
final class HostControl extends VerticleBase {

    /** How long a waiting poll may go on after quiesce before it is interrupted. */
    private static final long POLL_GRACE_MILLIS = 1000;

    private final ConnectorHost host;
    private final CallGuard guard;
    private final Supplier<Future<Void>> quiesce;
    private final boolean isSource;
    private @Nullable WorkerExecutor executor;

    HostControl(ConnectorHost host, CallGuard guard, Supplier<Future<Void>> quiesce, boolean isSource) {
        this.host = host;
        this.guard = guard;
        this.quiesce = quiesce;
        this.isSource = isSource;
    }

    @Override
    public Future<?> start() {
        executor = vertx.createSharedWorkerExecutor(
                "danube-connect-" + host.connectorName() + "-control-" + host.task(), 1);
        return host.bus().onControl(host.task(), this::handle);
    }

    private void handle(HostCommand command) {
        if (command instanceof HostCommand.Interrupt interrupt) {
            guard.interrupt(interrupt.batchId());
        } else if (command instanceof HostCommand.Quiesce) {
            quiesce();
        }
    }

    private void quiesce() {
        WorkerExecutor pool = executor;
        if (pool == null) {
            return;
        }
        if (isSource) {
            vertx.setTimer(POLL_GRACE_MILLIS, ignored -> guard.interrupt(CallGuard.POLL));
        }
        // The adapter's future is complete when it is returned.
        pool.<Throwable>executeBlocking(() -> quiesce.get().cause(), false).onComplete(result -> host.bus()
                .event(new HostEvent.Quiesced(host.task(), result.succeeded() ? result.result() : result.cause())));
    }

    @Override
    public Future<?> stop() {
        WorkerExecutor pool = executor;
        return pool == null ? Future.succeededFuture() : pool.close();
    }
}
