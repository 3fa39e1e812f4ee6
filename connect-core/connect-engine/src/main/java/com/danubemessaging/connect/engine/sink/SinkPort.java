package com.danubemessaging.connect.engine.sink;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link SinkEngine} wants done. Implemented by the shell, the simulator and tests. No method may call the
 * engine back before it returned.
 *
 * @param <R> the record
 */
public interface SinkPort<R> {

    /**
     * Hand this batch to that task. Answered by {@link SinkEngine#batchReturned} or {@link SinkEngine#batchFailed} with
     * the same id, exactly once, even if the batch was interrupted meanwhile.
     */
    void deliver(int task, long batchId, int subscription, List<R> records);

    /** The call of this batch takes too long: interrupt its thread. Whatever it returns is not believed. */
    void interrupt(int task, long batchId);

    /**
     * Acknowledge to the broker. Answered by {@link SinkEngine#ackAnswered}, exactly once. Also asked for while the
     * stream is closed; one that cannot leave then is answered as FAILED.
     */
    void ack(Delivery<R> delivery);

    /**
     * Store in the dead letter topic. Answered by {@link SinkEngine#deadLetterStored} once it is durable, or
     * {@link SinkEngine#deadLetterFailed}, exactly once.
     */
    void deadLetter(Delivery<R> delivery, GiveUp reason, @Nullable Throwable cause);

    /** Deliver nothing more of this partition for a moment; what still arrives is taken. */
    void pause(int partition);

    /** Deliver again. */
    void resume(int partition);

    /** Close the receive stream and stay away. */
    void closeStream(int partition);

    /** Subscribe again and open the stream; not paused. */
    void openStream(int partition);

    /** Call {@link SinkEngine#onTimer} at this time. A later call replaces an earlier one only by an earlier time. */
    void wakeAt(long timeMillis);

    /** Something happened that a person or a counter should know of. */
    void report(SinkEvent event);

    /**
     * Everything that was taken is finished and acknowledged, or the grace is over; sent once after
     * {@link SinkEngine#drain}.
     */
    void drained(int unacknowledged);

    /** The engine has stopped for good and ignores everything from now on. */
    void stopped(SinkEvent.StopReason reason, String detail, @Nullable Throwable cause);

    /** Why a record is given up. */
    enum GiveUp {
        /** The connector says that it can never be written. */
        INVALID,
        /** All retries failed. */
        RETRIES_EXHAUSTED
    }
}
