package com.danubemessaging.connect.engine.source;

import org.jspecify.annotations.Nullable;

/** What a {@link SourceEngine} reports; rare, never once a record in normal operation. */
public sealed interface SourceEvent {

    /** Why an engine stopped by itself. */
    enum StopReason {
        /** A record could not be published and the policy says stop. */
        INVALID_RECORD,
        /** The dead letter topic refused a record for good. */
        DEAD_LETTER_REFUSED
    }

    /** The topic does not take records. */
    record TopicDown(int topic, PublishFailure failure, @Nullable Throwable cause) implements SourceEvent {}

    /** It does again. */
    record TopicUp(int topic) implements SourceEvent {}

    /** A record was given up and skipped, as the policy says. */
    record Skipped(int topic, PublishFailure reason, @Nullable Throwable cause) implements SourceEvent {}
}
