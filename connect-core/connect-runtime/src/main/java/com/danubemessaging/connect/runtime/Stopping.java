package com.danubemessaging.connect.runtime;

import com.danubemessaging.connect.runtime.bus.HostCommand;
import com.danubemessaging.connect.runtime.bus.HostEvent;
import com.danubemessaging.connect.runtime.pump.Pump;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way down: quiesce, drain, shut down, each with a share of the grace. Confined to the runtime's context. */
final class Stopping {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectRuntime.class);

    /** What closing may take after the drain; a connector that hangs in shutdown is left behind. */
    private static final long SHUTDOWN_MILLIS = 1500;

    private final Vertx vertx;
    private final Tasks tasks;
    private final Promise<Void> quiesced = Promise.promise();
    private final Promise<Integer> drained = Promise.promise();
    private final Promise<Void> shutDown = Promise.promise();
    private int toQuiesce;
    private int toShutDown;

    Stopping(Vertx vertx, Tasks tasks) {
        this.vertx = vertx;
        this.tasks = tasks;
        this.toQuiesce = tasks.count();
        this.toShutDown = tasks.count();
    }

    /**
     * The whole way.
     *
     * @return the number of records that stay unfinished; never fails
     */
    Future<Integer> run(@Nullable Pump pump, long graceMillis) {
        if (pump == null) {
            return shutDown().map(0);
        }
        long start = System.nanoTime();
        pump.quiesce();
        tasks.quiesce();
        return within(quiesced, graceMillis / 2)
                .compose(ignored -> {
                    pump.drain(Math.max(1, graceMillis - (System.nanoTime() - start) / 1_000_000));
                    return drained.future();
                })
                .compose(left -> {
                    pump.halt();
                    return shutDown().map(left);
                });
    }

    /** Closes the connector without finishing anything; never fails. */
    Future<Void> shutDown() {
        tasks.command(new HostCommand.Shutdown());
        return within(shutDown, SHUTDOWN_MILLIS);
    }

    /** Completes with the promise, or after the time is over. */
    private Future<Void> within(Promise<Void> promise, long millis) {
        long timer = vertx.setTimer(Math.max(1, millis), ignored -> promise.tryComplete());
        return promise.future().onComplete(ignored -> vertx.cancelTimer(timer));
    }

    void handle(HostEvent event) {
        if (event instanceof HostEvent.Quiesced result) {
            warn("quiesce", result.failure());
            if (--toQuiesce == 0) {
                quiesced.tryComplete();
            }
        } else if (event instanceof HostEvent.ShutDown result) {
            warn("shutdown", result.failure());
            if (--toShutDown == 0) {
                shutDown.tryComplete();
            }
        }
    }

    private static void warn(String step, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.warn("the connector's {} failed, stopping goes on: {}", step, failure.getMessage());
        }
    }

    void drained(int left) {
        drained.tryComplete(left);
    }
}
