package com.danubemessaging.connect.engine.source;

/**
 * Totals of a {@link SourceEngine}. At any time {@code emitted = published + deadLettered + skipped + withdrawn +
 * unknown + open}.
 *
 * @param emitted records handed over
 * @param published records confirmed by the broker
 * @param deadLettered records stored in the dead letter topic
 * @param skipped records given up without a dead letter
 * @param withdrawn records never stored
 * @param unknown records in flight at their deadline
 * @param retries further attempts of single publishes
 * @param commits commits answered
 */
public record SourceCounters(
        long emitted,
        long published,
        long deadLettered,
        long skipped,
        long withdrawn,
        long unknown,
        long retries,
        long commits) {}
