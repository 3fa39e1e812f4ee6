package com.danubemessaging.connect.runtime;

import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.error.ConnectException;
import com.danubemessaging.connect.api.error.FailureKind;
import com.danubemessaging.connect.engine.Backoff;
import com.danubemessaging.connect.runtime.bus.ConnectorBus;
import com.danubemessaging.connect.runtime.bus.HostCommand;
import com.danubemessaging.connect.runtime.bus.HostEvent;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Describes and initializes every task; what may pass is tried again, for ever. Confined to the runtime's context. */
final class Startup {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectRuntime.class);

    /**
     * Attempts go on at least this often, whatever the configured cap is: an outage should not outlive its cause by
     * half a minute.
     */
    private static final long LONGEST_PAUSE_MILLIS = 5000;

    private final Vertx vertx;
    private final ConnectorBus bus;
    private final int tasks;
    private final Backoff backoff;
    private final Consumer<HostEvent.Described> done;
    private final BiConsumer<String, @Nullable Throwable> failed;
    private final SplittableRandom random = new SplittableRandom();
    private final int[] attempts;
    private int initialized;
    private boolean isCancelled;
    private HostEvent.@Nullable Described described;
    private @Nullable String problem = "the connector has not been initialized";

    Startup(
            Vertx vertx,
            ConnectorBus bus,
            ConnectorConfig config,
            int tasks,
            Consumer<HostEvent.Described> done,
            BiConsumer<String, @Nullable Throwable> failed) {
        this.vertx = vertx;
        this.bus = bus;
        this.tasks = tasks;
        this.attempts = new int[tasks];
        this.backoff = new Backoff(
                config.get(CoreFields.RETRY_BACKOFF).toMillis(),
                Math.min(config.get(CoreFields.MAX_BACKOFF).toMillis(), LONGEST_PAUSE_MILLIS));
        this.done = done;
        this.failed = failed;
    }

    void begin() {
        for (int task = 0; task < tasks; task++) {
            bus.command(task, new HostCommand.Describe());
        }
    }

    void handle(HostEvent event) {
        if (event instanceof HostEvent.Described description) {
            if (description.failure() != null) {
                failed.accept(
                        "the connector's topics cannot be told: "
                                + description.failure().getMessage(),
                        description.failure());
                return;
            }
            if (description.task() == 0) {
                described = description;
            }
            initialize(description.task());
        } else if (event instanceof HostEvent.Initialized result) {
            initialized(result.task(), result.failure());
        }
    }

    private void initialized(int task, @Nullable Throwable failure) {
        if (isCancelled) {
            return;
        }
        if (failure == null) {
            attempts[task] = 0;
            initialized++;
            HostEvent.Described description = described;
            if (initialized == tasks && description != null) {
                problem = null;
                done.accept(description);
            }
            return;
        }
        if (ConnectException.kindOf(failure) != FailureKind.RETRYABLE) {
            failed.accept(text(failure), failure);
            return;
        }
        attempts[task]++;
        problem = "connecting fails: " + text(failure);
        if (attempts[task] == 1 || attempts[task] % 20 == 0) {
            LOG.atWarn()
                    .addKeyValue("task", task)
                    .addKeyValue("attempt", attempts[task])
                    .log("connecting failed, trying again for as long as it takes: {}", text(failure));
        }
        vertx.setTimer(Math.max(1, backoff.delayMillis(attempts[task], random)), ignored -> initialize(task));
    }

    private void initialize(int task) {
        if (!isCancelled) {
            bus.command(task, new HostCommand.Initialize());
        }
    }

    /** Nothing is tried any more: the connector is being shut down. */
    void cancel() {
        isCancelled = true;
    }

    private static String text(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }
}
