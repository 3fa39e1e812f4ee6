package com.danubemessaging.connect.engine.sink;

/**
 * Totals of a {@link SinkEngine}. At any time {@code received = duplicates + ignored + reacknowledged + written +
 * deadLettered + skipped + open}, where open are the deliveries that no outcome has ended.
 *
 * @param received deliveries taken from streams, copies included
 * @param duplicates copies of deliveries that were in the ledger
 * @param ignored deliveries that came after {@code drain} or after the engine stopped
 * @param reacknowledged copies of finished records, acknowledged again without being written
 * @param written records reported as DONE
 * @param deadLettered records stored in the dead letter topic
 * @param skipped records given up without a dead letter
 * @param retries further attempts of single records
 * @param acknowledged acknowledgements that the broker took
 * @param unknownAcks acknowledgements that the broker refused as unknown
 * @param gapRecords records that the broker certainly skipped
 * @param uncertainGapRecords records that did not come, and that an earlier run or another consumer may have had; see
 *     {@link SinkEvent.Gap}
 * @param orderViolations see {@link SinkEvent.OrderViolation}
 * @param staleOutcomes outcomes of batches that nobody waited for
 */
public record SinkCounters(
        long received,
        long duplicates,
        long ignored,
        long reacknowledged,
        long written,
        long deadLettered,
        long skipped,
        long retries,
        long acknowledged,
        long unknownAcks,
        long gapRecords,
        long uncertainGapRecords,
        long orderViolations,
        long staleOutcomes) {}
