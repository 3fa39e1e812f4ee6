package com.danubemessaging.connect.it.sink;

/** What the target says about a line. */
public enum Verdict {
    /** Written. */
    DONE,
    /** Not written, for a reason that may pass. */
    RETRY,
    /** Not tried, because an earlier line of its key failed. */
    NOT_ATTEMPTED,
    /** The sink's call is never to return, whatever happens. */
    HANG
}
