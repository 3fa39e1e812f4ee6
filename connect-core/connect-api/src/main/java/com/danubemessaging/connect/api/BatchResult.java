package com.danubemessaging.connect.api;

import java.util.Collections;
import java.util.List;

/**
 * One outcome per record of a batch, in the batch's order. Immutable.
 *
 * <p>Within a lane (a key, or a partition for records without a key) the outcomes read: any number of DONE or INVALID,
 * then at most one RETRY, then only NOT_ATTEMPTED. A DONE behind a RETRY of its lane is accepted, but counted as an
 * order violation, because the retried record is then written after a later one; the contract kit fails a sink that
 * does this. A result without any DONE, RETRY or INVALID is taken as "target down".
 *
 * @param outcomes as many as the batch has records; the runtime stops the connector if the number differs
 */
public record BatchResult(List<RecordOutcome> outcomes) {

    /** Copies the list. */
    public BatchResult {
        outcomes = List.copyOf(outcomes);
    }

    /** All records are durable. Allocates next to nothing. */
    public static BatchResult allDone(int records) {
        return new BatchResult(Collections.nCopies(records, RecordOutcome.done()));
    }

    /** These outcomes. */
    public static BatchResult of(List<RecordOutcome> outcomes) {
        return new BatchResult(outcomes);
    }

    /**
     * The first {@code done} records are durable, the next failed with {@code failure}, the rest was not attempted:
     * what a sink reports that writes strictly one after the other and stops at the first failure.
     *
     * @param records size of the batch, at least {@code done + 1}
     */
    public static BatchResult stoppedAt(int done, Throwable failure, int records) {
        RecordOutcome[] outcomes = new RecordOutcome[records];
        for (int i = 0; i < records; i++) {
            outcomes[i] = i < done ? RecordOutcome.done() : RecordOutcome.notAttempted();
        }
        outcomes[done] = RecordOutcome.of(failure);
        return new BatchResult(List.of(outcomes));
    }
}
