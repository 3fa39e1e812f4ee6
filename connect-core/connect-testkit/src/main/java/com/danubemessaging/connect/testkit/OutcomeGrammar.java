package com.danubemessaging.connect.testkit;

import com.danubemessaging.connect.api.BatchResult;
import com.danubemessaging.connect.api.RecordOutcome;
import com.danubemessaging.connect.api.RecordOutcome.Status;
import com.danubemessaging.connect.api.record.SinkRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rule of {@link BatchResult}: as many outcomes as records, and within a lane DONE or INVALID first, then at most
 * one RETRY, then only NOT_ATTEMPTED.
 */
final class OutcomeGrammar {

    private OutcomeGrammar() {}

    /**
     * Returns the result.
     *
     * @throws AssertionError that names the record and its lane
     */
    static BatchResult check(List<SinkRecord> records, @Nullable BatchResult result) {
        if (result == null) {
            throw new AssertionError("processBatch answered null instead of a result");
        }
        List<RecordOutcome> outcomes = result.outcomes();
        if (outcomes.size() != records.size()) {
            throw new AssertionError("a batch of " + records.size() + " records got " + outcomes.size() + " outcomes");
        }
        Set<Object> stopped = new HashSet<>();
        for (int i = 0; i < records.size(); i++) {
            Object lane = records.get(i).lane();
            Status status = outcomes.get(i).status();
            if (stopped.contains(lane) && status != Status.NOT_ATTEMPTED) {
                throw new AssertionError("record " + i + " of lane " + lane + " is " + status
                        + " behind a record of its lane that is to be tried again: order is lost; outcomes "
                        + statuses(outcomes));
            }
            if (status == Status.RETRY || status == Status.NOT_ATTEMPTED) {
                stopped.add(lane);
            }
        }
        return result;
    }

    private static List<Status> statuses(List<RecordOutcome> outcomes) {
        return outcomes.stream().map(RecordOutcome::status).toList();
    }
}
