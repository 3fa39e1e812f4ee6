package com.danubemessaging.connect.api;

/** How the emission of one record ended. */
public enum EmitOutcome {
    /** Confirmed by Danube: acknowledge it to its origin. */
    PUBLISHED,
    /** Could not be published as it was, and is safe in the dead letter topic with the reason: acknowledge it too. */
    DEAD_LETTERED,
    /** Given up, because the configuration says skip; counted and logged: acknowledge it too. */
    SKIPPED,
    /** Never sent, and will not be: tell the origin to try again. */
    WITHDRAWN,
    /** Was in flight at the deadline and is not tried again: it may or may not be in the topic. */
    UNKNOWN;

    /** Whether the record has ended for good, so that its origin may forget it. */
    public boolean isSettled() {
        return this == PUBLISHED || this == DEAD_LETTERED || this == SKIPPED;
    }
}
