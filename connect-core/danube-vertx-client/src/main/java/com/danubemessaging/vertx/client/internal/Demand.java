package com.danubemessaging.vertx.client.internal;

/**
 * How many messages may still be delivered; survives the streams that serve it. Starts unlimited but disabled: nothing
 * is delivered before somebody listens. Confined to its context.
 */
final class Demand {

    private long outstanding = Long.MAX_VALUE;
    private boolean enabled;

    boolean isOpen() {
        return enabled && outstanding > 0;
    }

    void enable(boolean enabled) {
        this.enabled = enabled;
    }

    void close() {
        outstanding = 0;
    }

    void add(long amount) {
        long sum = outstanding + amount;
        outstanding = sum < 0 ? Long.MAX_VALUE : sum;
    }

    void take() {
        if (outstanding != Long.MAX_VALUE) {
            outstanding--;
        }
    }
}
