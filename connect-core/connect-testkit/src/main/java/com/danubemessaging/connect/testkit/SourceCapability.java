package com.danubemessaging.connect.testkit;

/** What a source can do beyond its duty; see {@link SourceContract}. */
public enum SourceCapability {
    /**
     * Resumes from {@code context.committedOffset}: every record carries an offset, and a restart goes on behind the
     * last one that was stored. Without it, the origin itself remembers what {@code commit} told it, and gives the rest
     * again.
     */
    POSITIONS,
    /** Everything is read in the order in which it was fed; without it, only what has one key. */
    TOTAL_ORDER,
    /**
     * Tells its origin the end of each emission and needs no commit, as an HTTP server does: what the test has taken is
     * confirmed.
     */
    ANSWERS_EMISSIONS
}
