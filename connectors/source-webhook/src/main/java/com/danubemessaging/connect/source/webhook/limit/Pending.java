package com.danubemessaging.connect.source.webhook.limit;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Requests that wait for their body or for Danube, and the bytes of their bodies, within bounds. Written on the
 * connector's context, read by metrics on any thread.
 */
public final class Pending {

    private final int mostRequests;
    private final long mostBytes;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    /** Nothing waits. */
    public Pending(int mostRequests, long mostBytes) {
        this.mostRequests = mostRequests;
        this.mostBytes = mostBytes;
    }

    /** Takes one more request, if there is room. */
    public boolean enter() {
        if (requests.get() >= mostRequests || bytes.get() >= mostBytes) {
            return false;
        }
        requests.incrementAndGet();
        return true;
    }

    /** Takes so many more bytes; those that reach the bound are still taken, or a body of its size could never come. */
    public boolean add(long count) {
        if (bytes.get() >= mostBytes) {
            return false;
        }
        bytes.addAndGet(count);
        return true;
    }

    /** A request has its answer, with so many bytes that were added for it. */
    public void leave(long count) {
        requests.decrementAndGet();
        bytes.addAndGet(-count);
    }

    /** How many wait. */
    public int requests() {
        return requests.get();
    }

    /** Of their bodies. */
    public long bytes() {
        return bytes.get();
    }
}
