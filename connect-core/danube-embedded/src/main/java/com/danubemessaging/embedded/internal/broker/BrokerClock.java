package com.danubemessaging.embedded.internal.broker;

/** Where the broker's time comes from. */
public interface BrokerClock {

    /** Milliseconds that only move forward; for time-outs and delays. */
    long monotonicMillis();

    /** Milliseconds since the epoch; for the publish time of dead letters. */
    long epochMillis();

    /** The machine's clocks. */
    static BrokerClock system() {
        return new BrokerClock() {
            @Override
            public long monotonicMillis() {
                return System.nanoTime() / 1_000_000;
            }

            @Override
            public long epochMillis() {
                return System.currentTimeMillis();
            }
        };
    }
}
