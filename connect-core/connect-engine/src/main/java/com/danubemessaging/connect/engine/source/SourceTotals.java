package com.danubemessaging.connect.engine.source;

/** The counters while they count; see {@link SourceCounters}. */
final class SourceTotals {

    long emitted;
    long published;
    long deadLettered;
    long skipped;
    long withdrawn;
    long unknown;
    long retries;

    void settled(Settlement settlement) {
        switch (settlement) {
            case PUBLISHED -> published++;
            case DEAD_LETTERED -> deadLettered++;
            case SKIPPED -> skipped++;
            case WITHDRAWN -> withdrawn++;
            case UNKNOWN -> unknown++;
        }
    }

    SourceCounters snapshot(long commits) {
        return new SourceCounters(emitted, published, deadLettered, skipped, withdrawn, unknown, retries, commits);
    }
}
