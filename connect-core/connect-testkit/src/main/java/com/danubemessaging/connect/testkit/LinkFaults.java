package com.danubemessaging.connect.testkit;

/** What is wrong with the link at the moment. Confined to the proxy's context. */
final class LinkFaults {

    boolean isCut;
    boolean isBlackHole;
    long delayNanos;
    long bytesPerSecond;

    LinkFaults() {
        clear();
    }

    void clear() {
        isCut = false;
        isBlackHole = false;
        delayNanos = 0;
        bytesPerSecond = Long.MAX_VALUE;
    }

    /** How long it takes to send so many bytes, in nanoseconds. */
    long transferNanos(int bytes) {
        return bytesPerSecond == Long.MAX_VALUE ? 0 : bytes * 1_000_000_000L / bytesPerSecond;
    }
}
