package com.danubemessaging.connect.engine.sink;

/** How the broker answered an acknowledgement. */
public enum AckAnswer {
    /** Taken. */
    OK,
    /** The broker does not know topic or subscription any more: dropped, a copy will come. */
    UNKNOWN,
    /** Not answered, or refused for a reason that may pass: again. */
    FAILED
}
