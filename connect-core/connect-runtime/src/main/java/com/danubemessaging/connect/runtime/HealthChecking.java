package com.danubemessaging.connect.runtime;

import com.danubemessaging.connect.runtime.bus.ConnectorBus;
import com.danubemessaging.connect.runtime.bus.HostCommand;
import com.danubemessaging.connect.runtime.bus.HostEvent;
import com.danubemessaging.connect.runtime.health.HealthBoard;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.BitSet;

/**
 * Asks every task for its health at intervals. A task that has not answered is not asked again: a blocking connector
 * answers only between two calls, and questions must not pile up behind a long one. Confined to the runtime's context.
 */
final class HealthChecking {

    private final Vertx vertx;
    private final ConnectorBus bus;
    private final HealthBoard board;
    private final BitSet unanswered = new BitSet();
    private long timer = -1;

    HealthChecking(Vertx vertx, ConnectorBus bus, HealthBoard board) {
        this.vertx = vertx;
        this.bus = bus;
        this.board = board;
    }

    void begin(int tasks, Duration interval) {
        timer = vertx.setPeriodic(Math.max(1, interval.toMillis()), ignored -> {
            for (int task = 0; task < tasks; task++) {
                if (!unanswered.get(task)) {
                    unanswered.set(task);
                    bus.command(task, new HostCommand.CheckHealth());
                }
            }
        });
    }

    void handle(HostEvent.HealthReported report) {
        if (report.isAnswer()) {
            unanswered.clear(report.task());
            board.checked(report.task(), report.status());
        } else {
            board.reported(report.task(), report.status());
        }
    }

    void close() {
        if (timer != -1) {
            vertx.cancelTimer(timer);
            timer = -1;
        }
    }
}
