package com.danubemessaging.connect.testkit;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * One direction of a proxied connection: chunks wait in a bounded queue until they are due. Confined to the proxy's
 * context.
 */
final class ProxiedDirection {

    private static final int MAX_QUEUED_BYTES = 256 * 1024;

    private record Chunk(Buffer bytes, long dueNanos) {}

    private final Vertx vertx;
    private final NetSocket from;
    private final NetSocket to;
    private final LinkFaults faults;
    private final Queue<Chunk> queue = new ArrayDeque<>();
    private int queuedBytes;
    private long lastDueNanos = System.nanoTime();
    private boolean isTimerSet;

    ProxiedDirection(Vertx vertx, NetSocket from, NetSocket to, LinkFaults faults) {
        this.vertx = vertx;
        this.from = from;
        this.to = to;
        this.faults = faults;
    }

    void begin() {
        from.exceptionHandler(ignored -> {});
        from.handler(this::received);
        to.drainHandler(ignored -> flow());
        flow();
    }

    void faultsChanged() {
        flow();
    }

    private void received(Buffer bytes) {
        long now = System.nanoTime();
        lastDueNanos = Math.max(lastDueNanos, now + faults.delayNanos) + faults.transferNanos(bytes.length());
        queue.add(new Chunk(bytes, lastDueNanos));
        queuedBytes += bytes.length();
        flow();
    }

    /** Sends what is due, then reads on or waits. */
    private void flow() {
        while (!faults.isBlackHole && !to.writeQueueFull()) {
            Chunk head = queue.peek();
            if (head == null) {
                break;
            }
            long wait = head.dueNanos() - System.nanoTime();
            if (wait > 0) {
                wakeIn(wait);
                break;
            }
            queue.remove();
            queuedBytes -= head.bytes().length();
            to.write(head.bytes());
        }
        if (faults.isBlackHole || queuedBytes > MAX_QUEUED_BYTES) {
            from.pause();
        } else {
            from.resume();
        }
    }

    private void wakeIn(long nanos) {
        if (!isTimerSet) {
            isTimerSet = true;
            vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)), ignored -> {
                isTimerSet = false;
                flow();
            });
        }
    }
}
