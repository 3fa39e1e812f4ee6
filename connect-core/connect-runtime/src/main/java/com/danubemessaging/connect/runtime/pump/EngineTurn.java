package com.danubemessaging.connect.runtime.pump;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Drives an engine from an event loop: serializes calls into it, because an engine must not be called back from inside
 * one of its actions, flushes once per turn of the loop, so that a burst becomes a batch, and keeps its one timer. An
 * exception out of the engine or one of its actions ends the connector: its ledger may be half-way through a change.
 * Confined to the context that creates it.
 */
final class EngineTurn {

    private final Vertx vertx;
    private final Context context;
    private final LongSupplier clock;
    private final LongConsumer flush;
    private final LongConsumer onTimer;
    private final Consumer<Throwable> onBroken;
    private final ArrayDeque<LongConsumer> later = new ArrayDeque<>();
    private boolean isInside;
    private boolean isFlushScheduled;
    private boolean isClosed;
    private long timer = -1;
    private long timerAt = Long.MAX_VALUE;

    EngineTurn(
            Vertx vertx, LongSupplier clock, LongConsumer flush, LongConsumer onTimer, Consumer<Throwable> onBroken) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.clock = clock;
        this.flush = flush;
        this.onTimer = onTimer;
        this.onBroken = onBroken;
    }

    /**
     * Calls the engine with the current time, at once or after the call that is under way, and flushes at the end of
     * the turn. Does nothing once closed.
     */
    void enter(LongConsumer call) {
        if (isInside) {
            later.addLast(call);
        } else if (!isClosed) {
            run(call);
            scheduleFlush();
        }
    }

    /** Runs a call and what it led to; returns whether there was any such thing. */
    private boolean run(LongConsumer call) {
        isInside = true;
        boolean ledToMore = false;
        try {
            long now = clock.getAsLong();
            call.accept(now);
            for (LongConsumer next = later.pollFirst(); next != null; next = later.pollFirst()) {
                ledToMore = true;
                next.accept(now);
            }
        } catch (RuntimeException | Error e) {
            close();
            later.clear();
            onBroken.accept(e);
        } finally {
            isInside = false;
        }
        return ledToMore;
    }

    private void scheduleFlush() {
        if (!isFlushScheduled && !isClosed) {
            isFlushScheduled = true;
            context.runOnContext(ignored -> {
                isFlushScheduled = false;
                if (!isClosed && run(flush)) {
                    scheduleFlush();
                }
            });
        }
    }

    /** The engine wants to be woken. */
    void wakeAt(long time) {
        if (isClosed || time >= timerAt) {
            return;
        }
        if (timer != -1) {
            vertx.cancelTimer(timer);
        }
        timerAt = time;
        timer = vertx.setTimer(Math.max(1, time - clock.getAsLong()), ignored -> {
            timer = -1;
            timerAt = Long.MAX_VALUE;
            enter(onTimer);
        });
    }

    /** The engine is not called any more. */
    void close() {
        isClosed = true;
        if (timer != -1) {
            vertx.cancelTimer(timer);
            timer = -1;
        }
    }
}
