package com.danubemessaging.connect.api;

import com.danubemessaging.connect.api.error.ConnectException;
import com.danubemessaging.connect.api.error.FailureKind;
import com.danubemessaging.connect.api.error.InvalidDataException;
import com.danubemessaging.connect.api.error.RetryableException;
import io.vertx.core.Future;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of one record of a batch. Immutable.
 *
 * @param status what the runtime is to do
 * @param cause why, for {@link Status#RETRY} and {@link Status#INVALID}; absent otherwise. Its message goes into the
 *     dead letter
 */
public record RecordOutcome(Status status, @Nullable Throwable cause) {

    /** What the runtime is to do with the record. */
    public enum Status {
        /** Durable at its destination: acknowledge it. */
        DONE,
        /**
         * This record failed for a reason that may pass: again, with backoff, {@code max_retries} times; then the dead
         * letter topic.
         */
        RETRY,
        /** This record can never be written: dead letter (or skip, or stop, by policy), then acknowledge. */
        INVALID,
        /** Not tried, usually because an earlier record of its lane failed: again without penalty. */
        NOT_ATTEMPTED
    }

    private static final RecordOutcome DONE_OUTCOME = new RecordOutcome(Status.DONE, null);
    private static final RecordOutcome NOT_ATTEMPTED_OUTCOME = new RecordOutcome(Status.NOT_ATTEMPTED, null);

    /**
     * Checks that a cause is given exactly where it belongs.
     *
     * @throws IllegalArgumentException for RETRY or INVALID without a cause, or a cause with any other status
     */
    public RecordOutcome {
        Objects.requireNonNull(status, "status");
        boolean needsCause = status == Status.RETRY || status == Status.INVALID;
        if (needsCause != (cause != null)) {
            throw new IllegalArgumentException(
                    "outcome " + status + (needsCause ? " needs a cause" : " takes no cause"));
        }
    }

    /** {@link Status#DONE}; always the same instance. */
    public static RecordOutcome done() {
        return DONE_OUTCOME;
    }

    /** {@link Status#NOT_ATTEMPTED}; always the same instance. */
    public static RecordOutcome notAttempted() {
        return NOT_ATTEMPTED_OUTCOME;
    }

    /** {@link Status#RETRY} because of {@code cause}. */
    public static RecordOutcome retry(Throwable cause) {
        return new RecordOutcome(Status.RETRY, cause);
    }

    /** {@link Status#RETRY}, with one sentence that says what was attempted and what came back. */
    public static RecordOutcome retry(String reason) {
        return retry(new RetryableException(reason));
    }

    /** {@link Status#INVALID} because of {@code cause}. */
    public static RecordOutcome invalid(Throwable cause) {
        return new RecordOutcome(Status.INVALID, cause);
    }

    /** {@link Status#INVALID}, with one sentence that says what is wrong with the record. */
    public static RecordOutcome invalid(String reason) {
        return invalid(new InvalidDataException(reason));
    }

    /** The outcome of a single write that failed: InvalidData is INVALID, everything else RETRY. */
    public static RecordOutcome of(Throwable failure) {
        return ConnectException.kindOf(failure) == FailureKind.INVALID_DATA ? invalid(failure) : retry(failure);
    }

    Future<Void> asFuture() {
        if (status == Status.DONE) {
            return Future.succeededFuture();
        }
        return Future.failedFuture(cause != null ? cause : new RetryableException("the record was not attempted"));
    }
}
