package com.danubemessaging.embedded.internal.broker;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * How a consumer that does not read holds up its topic (Danube protocol: hazard H5): its subscription waits with a
 * message in hand, commands for it queue up, and once the queue is full whoever has another one waits as well.
 */
final class Stall {

    /** Messages that wait for a consumer without a stream (Danube protocol: hazard H5, consumer buffer). */
    static final int CONSUMER_BUFFER = 4;

    private final int queueCapacity;
    private boolean stalled;
    private int queued;
    private @Nullable CompletableFuture<Void> end;

    /**
     * Nothing waits.
     *
     * @param queueCapacity commands that queue before callers wait
     */
    Stall(int queueCapacity) {
        this.queueCapacity = queueCapacity;
    }

    /** A message was published; called before the subscription looks at it. */
    void published() {
        if (stalled) {
            queued++;
        }
    }

    /** The subscription has dispatched what it could. */
    void update(boolean isStalled) {
        stalled = isStalled;
        if (!isStalled) {
            queued = 0;
            CompletableFuture<Void> over = end;
            end = null;
            if (over != null) {
                over.complete(null);
            }
        }
    }

    /** What callers wait for, or null if they need not. */
    @Nullable
    CompletionStage<Void> awaited() {
        if (queued <= queueCapacity) {
            return null;
        }
        CompletableFuture<Void> waiting = end;
        if (waiting == null) {
            waiting = new CompletableFuture<>();
            end = waiting;
        }
        return waiting;
    }
}
