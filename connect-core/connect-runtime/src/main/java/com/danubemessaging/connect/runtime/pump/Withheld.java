package com.danubemessaging.connect.runtime.pump;

import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.error.InvalidDataException;
import com.danubemessaging.connect.api.record.SchemaInfo;
import com.danubemessaging.connect.api.record.SinkRecord;
import com.danubemessaging.connect.engine.sink.Outcome;
import com.danubemessaging.connect.engine.sink.Outcomes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of a batch that the connector does not get to see, because their schema is of another subject than the
 * subscription expects; and the outcomes of the whole batch once those of the others are known. A record without a
 * schema is never withheld. Immutable.
 *
 * @param batch all records, in order
 * @param problems why a record is withheld; null for those that are not
 */
record Withheld(List<SinkRecord> batch, List<@Nullable InvalidDataException> problems) {

    /** What is withheld of a batch; null if nothing is. */
    static @Nullable Withheld of(List<SinkRecord> batch, ConsumerConfig config) {
        String expected = config.expectedSchemaSubject();
        if (expected == null || batch.stream().noneMatch(record -> isForeign(record, expected))) {
            return null;
        }
        List<@Nullable InvalidDataException> problems = new ArrayList<>(batch.size());
        for (SinkRecord record : batch) {
            problems.add(isForeign(record, expected) ? problem(record, expected) : null);
        }
        return new Withheld(batch, problems);
    }

    private static boolean isForeign(SinkRecord record, String expected) {
        SchemaInfo schema = record.schema();
        return schema != null && !expected.equals(schema.subject());
    }

    private static InvalidDataException problem(SinkRecord record, String expected) {
        SchemaInfo schema = record.schema();
        String subject =
                schema == null || schema.subject() == null ? "unknown to the registry" : "'" + schema.subject() + "'";
        return new InvalidDataException(
                "the record's schema subject is " + subject + ", the subscription expects '" + expected + "'");
    }

    /** What the connector sees; may be empty. */
    List<SinkRecord> rest() {
        List<SinkRecord> rest = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            if (problems.get(i) == null) {
                rest.add(batch.get(i));
            }
        }
        return rest;
    }

    /**
     * The outcomes of the whole batch. A withheld record is invalid, but not before what its lane must do first: behind
     * a record that is to be tried again it was not attempted.
     *
     * @param outcomes of {@link #rest()}, in order
     */
    Outcomes whole(Outcomes outcomes) {
        int size = batch.size();
        List<Outcome> statuses = new ArrayList<>(size);
        List<@Nullable Throwable> causes = new ArrayList<>(size);
        int next = 0;
        for (int i = 0; i < size; i++) {
            InvalidDataException problem = problems.get(i);
            if (problem != null) {
                boolean isBehind = isBehindUnfinished(i, statuses);
                statuses.add(isBehind ? Outcome.NOT_ATTEMPTED : Outcome.INVALID);
                causes.add(isBehind ? null : problem);
            } else if (next < outcomes.size()) {
                statuses.add(outcomes.status(next));
                causes.add(outcomes.cause(next));
                next++;
            } else {
                // The connector returned too few: so does this, and the engine knows what to do about it.
                return new Whole(statuses, causes);
            }
        }
        return new Whole(statuses, causes);
    }

    private boolean isBehindUnfinished(int index, List<Outcome> statuses) {
        SinkRecord record = batch.get(index);
        for (int i = 0; i < index; i++) {
            SinkRecord before = batch.get(i);
            boolean isSameLane =
                    before.partition() == record.partition() && before.lane().equals(record.lane());
            if (isSameLane && (statuses.get(i) == Outcome.RETRY || statuses.get(i) == Outcome.NOT_ATTEMPTED)) {
                return true;
            }
        }
        return false;
    }

    private record Whole(List<Outcome> statuses, List<@Nullable Throwable> causes) implements Outcomes {

        @Override
        public int size() {
            return statuses.size();
        }

        @Override
        public Outcome status(int index) {
            return statuses.get(index);
        }

        @Override
        public @Nullable Throwable cause(int index) {
            return causes.get(index);
        }
    }
}
