package com.danubemessaging.connect.engine.sink;

/** What a whole failed batch means; nothing is known about any of its records. */
public enum BatchFailure {
    /** The target cannot be reached: the same batch again, for ever. */
    TARGET_DOWN,
    /** Some record of it cannot be written: halve until the culprit is alone. */
    SUSPECT_RECORD,
    /** Nothing works any more: stop. */
    FATAL
}
