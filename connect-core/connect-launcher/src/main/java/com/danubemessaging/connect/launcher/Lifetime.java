package com.danubemessaging.connect.launcher;

import com.danubemessaging.connect.runtime.Termination;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From the start of a connector to the exit code of its process. Thread-safe.
 *
 * <p>A process ends in one of three ways: the start fails, the connector ends, or somebody asks it to stop. Whatever
 * comes first decides the exit code; the main thread waits for it in {@link #await()} and is the only one that ends the
 * JVM, because event loops that ended it would wait for themselves.
 */
final class Lifetime {

    private static final Logger LOG = LoggerFactory.getLogger(Lifetime.class);

    private final Duration stopLimit;
    private final FailureReport report;
    private final CompletableFuture<Supplier<Future<Void>>> running = new CompletableFuture<>();
    private final CompletableFuture<ExitCode> end = new CompletableFuture<>();
    private final AtomicBoolean stopping = new AtomicBoolean();

    /**
     * A lifetime that has not begun.
     *
     * @param stopLimit how long a stop may take at most; longer than the connector's own limit, so that it strikes only
     *     if that one does not
     * @param report tells the user about a connector that failed
     */
    Lifetime(Duration stopLimit, FailureReport report) {
        this.stopLimit = stopLimit;
        this.report = report;
    }

    /**
     * The connector runs.
     *
     * @param stop stops it, draining; called at most once
     * @param terminated completes when it has ended, for whatever reason
     */
    void started(Supplier<Future<Void>> stop, Future<Termination> terminated) {
        terminated.onComplete(this::terminated, failure -> {
            end.complete(report.print(failure));
        });
        running.complete(stop);
    }

    /** The start failed; the reason has been reported. */
    void failed(ExitCode exitCode) {
        end.complete(exitCode);
    }

    /**
     * Asks for a clean stop; a connector that is still starting is stopped as soon as it runs.
     *
     * @param signal who asks, for the log
     * @return whether this is the first time
     */
    boolean stop(String signal) {
        if (!stopping.compareAndSet(false, true)) {
            return false;
        }
        LOG.info("{} received: stopping; a second signal stops at once", signal);
        CompletableFuture<Void> unused = running.thenCompose(stop -> stop.get().toCompletionStage())
                .orTimeout(stopLimit.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((done, failure) -> end.complete(afterStop(failure)));
        return true;
    }

    /** Waits for the end. */
    ExitCode await() {
        return end.join();
    }

    private ExitCode afterStop(@Nullable Throwable failure) {
        if (failure == null) {
            LOG.info("Stopped");
            return ExitCode.DONE;
        }
        if (failure instanceof TimeoutException) {
            LOG.atWarn()
                    .addKeyValue("limit_ms", stopLimit.toMillis())
                    .log("The stop took too long; what was in flight is not acknowledged and comes again");
            return ExitCode.DONE;
        }
        return report.print(failure);
    }

    private void terminated(Termination termination) {
        if (termination.failed()) {
            end.complete(report.print(termination));
        } else if (!stopping.get()) {
            LOG.info("The connector has ended: {}", termination.reason());
            end.complete(ExitCode.DONE);
        }
    }
}
