package com.danubemessaging.embedded.internal.broker;

/** Mishaps that a test ordered for one subscription. */
final class DeliveryFaults {

    private long toSkip;
    private long toDuplicate;

    /** The next messages that would be read, present or future, are passed over. */
    void skip(long count) {
        toSkip += count;
    }

    /** The next deliveries are written twice. */
    void duplicate(long count) {
        toDuplicate += count;
    }

    boolean skipsNext() {
        if (toSkip == 0) {
            return false;
        }
        toSkip--;
        return true;
    }

    boolean duplicatesNext() {
        if (toDuplicate == 0) {
            return false;
        }
        toDuplicate--;
        return true;
    }
}
