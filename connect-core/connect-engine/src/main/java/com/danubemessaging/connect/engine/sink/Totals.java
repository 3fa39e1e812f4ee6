package com.danubemessaging.connect.engine.sink;

/** The counters while they count; see {@link SinkCounters}. */
final class Totals {

    long received;
    long duplicates;
    long ignored;
    long reacknowledged;
    long written;
    long deadLettered;
    long skipped;
    long retries;
    long acknowledged;
    long unknownAcks;
    long gapRecords;
    long uncertainGapRecords;
    long orderViolations;
    long staleOutcomes;

    SinkCounters snapshot() {
        return new SinkCounters(
                received,
                duplicates,
                ignored,
                reacknowledged,
                written,
                deadLettered,
                skipped,
                retries,
                acknowledged,
                unknownAcks,
                gapRecords,
                uncertainGapRecords,
                orderViolations,
                staleOutcomes);
    }
}
