package com.danubemessaging.embedded.internal.broker;

/**
 * How far a subscription may be behind what is published. Without a limit nothing is ever out of reach; with hazard H4
 * a new subscription loses what does not fit, and one that goes on from a stored cursor stops.
 */
final class ReadBuffer {

    /** Messages that a new subscription may have unread (Danube protocol: hazard H4, live tail buffer). */
    static final int LIVE_MESSAGES = 256;

    /** Messages that a resumed one may have unread (Danube protocol: hazard H4, replay queue and cache). */
    static final int REPLAYED_MESSAGES = 2048;

    private final long capacity;
    private final boolean stops;
    private boolean stopped;
    private long firstLost = Long.MAX_VALUE;

    private ReadBuffer(long capacity, boolean stops) {
        this.capacity = capacity;
        this.stops = stops;
    }

    static ReadBuffer unlimited() {
        return new ReadBuffer(Long.MAX_VALUE, false);
    }

    static ReadBuffer ofNewSubscription() {
        return new ReadBuffer(LIVE_MESSAGES, false);
    }

    static ReadBuffer ofResumedSubscription() {
        return new ReadBuffer(REPLAYED_MESSAGES, true);
    }

    /**
     * The next offset that can be read.
     *
     * @param next the next unread offset
     * @param end the offset behind the newest message
     */
    long reach(long next, long end) {
        long lag = end - next;
        if (lag <= capacity) {
            return next;
        }
        if (stops) {
            stopped = true;
            return next;
        }
        firstLost = Math.min(firstLost, next);
        return end - capacity;
    }

    /** Whether nothing will ever be read again. */
    boolean isStopped() {
        return stopped;
    }

    /** A cursor that does not pass what was lost. */
    long limit(long cursor) {
        return Math.min(cursor, firstLost - 1);
    }
}
