package com.danubemessaging.embedded.internal.broker;

/** Time that stands still until a test moves it. */
final class ManualClock implements BrokerClock {

    private long now = 1_000_000;

    void advance(long millis) {
        now += millis;
    }

    @Override
    public long monotonicMillis() {
        return now;
    }

    @Override
    public long epochMillis() {
        return 1_700_000_000_000L + now;
    }
}
