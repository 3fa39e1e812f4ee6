package com.danubemessaging.connect.runtime.pump;

import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.error.ConnectException;
import com.danubemessaging.connect.api.record.SourceRecord;
import com.danubemessaging.connect.engine.Backoff;
import com.danubemessaging.connect.runtime.bus.HostCommand;
import com.danubemessaging.connect.runtime.bus.HostEvent;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a polled source for records, one call at a time: at once after a result, after a pause when there was nothing,
 * with backoff after a failure, and not at all while there is no credit. Confined to the runtime's context.
 */
final class Poller {

    private static final Logger LOG = LoggerFactory.getLogger(SourcePump.class);

    /** Delays after a poll that failed. */
    private static final Backoff BACKOFF = new Backoff(200, 1000);

    private final PumpContext pump;
    private final BooleanSupplier isFull;
    private final Consumer<List<SourceRecord>> records;
    private final BiConsumer<String, Throwable> failed;
    private final SplittableRandom random = new SplittableRandom();
    private boolean isPolling;
    private boolean isClosed;
    private int failures;
    private @Nullable String problem;
    private long timer = -1;

    /**
     * @param isFull asks for credit; while there is none, somebody calls {@link #poll()} when there is
     * @param records takes what was polled
     * @param failed told when polling cannot go on
     */
    Poller(
            PumpContext pump,
            BooleanSupplier isFull,
            Consumer<List<SourceRecord>> records,
            BiConsumer<String, Throwable> failed) {
        this.pump = pump;
        this.isFull = isFull;
        this.records = records;
        this.failed = failed;
    }

    /** Polls, unless a poll is under way, a pause is being made, or there is no credit. */
    void poll() {
        if (!isPolling && !isClosed && timer == -1 && !isFull.getAsBoolean()) {
            isPolling = true;
            pump.bus().command(0, new HostCommand.Poll());
        }
    }

    void polled(HostEvent.Polled polled) {
        isPolling = false;
        Throwable failure = polled.failure();
        if (failure != null) {
            pollFailed(failure);
            return;
        }
        failures = 0;
        problem = null;
        if (polled.records().isEmpty()) {
            pause(pump.config().get(CoreFields.POLL_INTERVAL).toMillis());
        } else {
            records.accept(polled.records());
            poll();
        }
    }

    private void pollFailed(Throwable failure) {
        // A poll that was interrupted by quiesce fails, and means nothing.
        if (isClosed) {
            return;
        }
        if (ConnectException.kindOf(failure).stopsConnector()) {
            failed.accept("polling the source failed", failure);
            return;
        }
        failures++;
        if (problem == null) {
            LOG.atWarn().log("polling the source failed, trying again: {}", failure.getMessage());
        }
        problem = "polling the source fails: " + failure.getMessage();
        pause(BACKOFF.delayMillis(failures, random));
    }

    private void pause(long millis) {
        if (!isClosed) {
            timer = pump.vertx().setTimer(Math.max(1, millis), ignored -> {
                timer = -1;
                poll();
            });
        }
    }

    /** Why polling does not work at present. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Polls no more; what is under way is still taken. */
    void close() {
        isClosed = true;
        if (timer != -1) {
            pump.vertx().cancelTimer(timer);
            timer = -1;
        }
    }
}
