package com.danubemessaging.connect.engine.sink;

/** What a task reports of one record. */
public enum Outcome {
    /** Durable at its destination. */
    DONE,
    /** Failed for a reason that may pass. */
    RETRY,
    /** Can never be written. */
    INVALID,
    /** Not tried. */
    NOT_ATTEMPTED
}
