package com.danubemessaging.connect.engine.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link SourceEngine} wants done. No method may call the engine back before it returned.
 *
 * @param <R> the record
 */
public interface SourcePort<R> {

    /** Publish once. Answered by {@link SourceEngine#published} or {@link SourceEngine#publishFailed}, exactly once. */
    void publish(Emission<R> emission);

    /**
     * Store in the dead letter topic. Answered by {@link SourceEngine#deadLetterStored} once it is durable, or
     * {@link SourceEngine#deadLetterFailed}, exactly once.
     */
    void deadLetter(Emission<R> emission, PublishFailure reason, @Nullable Throwable cause);

    /** The emission ended; said once for each. */
    void settled(Emission<R> emission, Settlement settlement);

    /**
     * Everything of each record's source partition up to and including it is final. Answered by
     * {@link SourceEngine#commitAnswered} before the next one.
     */
    void commit(List<Emission<R>> heads);

    /** Nothing waits for credit any more. */
    void creditAvailable();

    /** Call {@link SourceEngine#onTimer} at this time. A later call replaces an earlier one only by an earlier time. */
    void wakeAt(long timeMillis);

    /** Something happened that a person or a counter should know of. */
    void report(SourceEvent event);

    /**
     * Everything admitted is settled and committed, or the grace is over; sent once after {@link SourceEngine#drain}.
     *
     * @param unsettled records that had not ended; they were settled as WITHDRAWN or UNKNOWN just before this call
     */
    void drained(int unsettled);

    /**
     * The engine has stopped for good and ignores everything from now on. What was open was settled as WITHDRAWN or
     * UNKNOWN just before this call.
     */
    void stopped(SourceEvent.StopReason reason, String detail, @Nullable Throwable cause);
}
