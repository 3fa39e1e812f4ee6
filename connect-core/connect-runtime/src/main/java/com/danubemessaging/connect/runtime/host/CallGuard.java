package com.danubemessaging.connect.runtime.host;

import org.jspecify.annotations.Nullable;

/**
 * Knows which thread is inside a connector's call, so that it can be interrupted from outside, and never by a moment
 * too late: an interrupt that misses its call would strike the next one. Thread-safe.
 */
final class CallGuard {

    /** The call of a poll. */
    static final long POLL = -1;

    private @Nullable Thread inside;
    private long call;

    /** The current thread enters the call with this id. */
    synchronized void enter(long id) {
        inside = Thread.currentThread();
        call = id;
    }

    /** The current thread leaves; an interrupt that arrived meanwhile is wiped out. */
    synchronized void leave() {
        inside = null;
        Thread.interrupted();
    }

    /** Interrupts the thread that is inside this call; does nothing if nobody is. */
    synchronized void interrupt(long id) {
        Thread thread = inside;
        if (thread != null && call == id) {
            thread.interrupt();
        }
    }
}
