package com.danubemessaging.connect.engine.sink;

import org.jspecify.annotations.Nullable;

/** What a {@link SinkEngine} reports; rare, never once a record in normal operation. */
public sealed interface SinkEvent {

    /** Why an engine stopped by itself. */
    enum StopReason {
        /** A task reported a fatal error. */
        FATAL,
        /** A task returned another number of outcomes than it got records. */
        BROKEN_CONNECTOR,
        /** An interrupted call did not return. */
        STUCK_CALL,
        /** The dead letter topic refused a record for good. */
        DEAD_LETTER_REFUSED,
        /** A record could not be delivered and the policy says stop. */
        INVALID_RECORD,
        /** The broker certainly skipped records and the policy says stop. */
        GAP
    }

    /**
     * Offsets {@code from} to {@code to}, both included, were never delivered.
     *
     * @param isCertain false where somebody else may have had them: offsets that an earlier run may have been given, in
     *     the first half minute after the start if it is not known how far that run got (it was killed), or after
     *     another consumer of this name had the stream. What was acknowledged then does not come again and looks like a
     *     gap. False also right after {@link NewEpoch}: what of the new count ended before the change was noticed looks
     *     like a gap, too. One jump may be reported as two gaps, an uncertain one and a certain one above it
     */
    record Gap(int partition, long from, long to, boolean isCertain) implements SinkEvent {}

    /**
     * An offset that was reported as a gap came after all.
     *
     * @param wasCertain as the gap was reported
     */
    record GapFilled(int partition, long offset, boolean wasCertain) implements SinkEvent {}

    /** The broker counts offsets anew: another record stands where one was acknowledged. */
    record NewEpoch(int partition, long offset) implements SinkEvent {}

    /** The topic is non-reliable: deliveries repeat offset 0. */
    record NonReliable(int partition) implements SinkEvent {}

    /** The broker gave the stream to another consumer of the same name; away until {@code until}. */
    record Takeover(int partition, long until) implements SinkEvent {}

    /** A stream was closed on purpose. */
    record StreamClosed(int partition, Cause cause) implements SinkEvent {
        /** Why. */
        public enum Cause {
            /** The oldest delivery waited too long: before the broker counts another attempt. */
            PATIENCE,
            /** No credit for longer than a pause may last. */
            CREDIT,
            /** Another consumer of the same name. */
            TAKEOVER
        }
    }

    /** A stream that was closed on purpose is opened again. */
    record StreamOpened(int partition) implements SinkEvent {}

    /** The target of a task does not take records of a subscription. */
    record TargetDown(int task, int subscription, @Nullable Throwable cause) implements SinkEvent {}

    /** It does again. */
    record TargetUp(int task, int subscription) implements SinkEvent {}

    /** One record failed and is tried again after {@code delayMillis}. */
    record Retrying(int partition, long offset, int attempt, long delayMillis, @Nullable Throwable cause)
            implements SinkEvent {}

    /** A record was given up and skipped, as the policy says. */
    record Skipped(int partition, long offset, SinkPort.GiveUp reason, @Nullable Throwable cause)
            implements SinkEvent {}

    /** A call was interrupted because it took too long. */
    record CallInterrupted(int task, long batchId) implements SinkEvent {}

    /** A task reported DONE for a record behind one of its lane that it reported as RETRY. */
    record OrderViolation(int task, int partition, long offset) implements SinkEvent {}
}
