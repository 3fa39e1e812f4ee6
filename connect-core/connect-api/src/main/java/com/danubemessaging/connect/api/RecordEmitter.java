package com.danubemessaging.connect.api;

import com.danubemessaging.connect.api.error.RecordTooLargeException;
import com.danubemessaging.connect.api.record.SourceRecord;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the records of a streaming source. What was emitted and is not settled is bounded in records and bytes (the
 * runtime's credit); what goes beyond waits inside the emitter, so a source must stop reading when
 * {@link #writeQueueFull()} says so.
 *
 * <p>Confined to the connector's context: call it there. Futures complete there.
 */
public interface RecordEmitter {

    /**
     * Hands over records, in order, and waits for as long as it takes.
     *
     * @return one outcome per record, in order, when the last of them is settled: {@link EmitOutcome#PUBLISHED},
     *     {@link EmitOutcome#DEAD_LETTERED} or, after {@code quiesce}, {@link EmitOutcome#WITHDRAWN} for those that
     *     still waited for credit. Fails only if the runtime stops for good
     */
    Future<List<EmitOutcome>> emit(List<SourceRecord> records);

    /**
     * Hands over records and waits at most {@code deadline}, which counts from now.
     *
     * @return completes at the deadline at the latest, with one outcome per record: what has not been sent by then is
     *     withdrawn ({@link EmitOutcome#WITHDRAWN}), what is in flight is {@link EmitOutcome#UNKNOWN} and not tried
     *     again
     */
    Future<List<EmitOutcome>> emit(List<SourceRecord> records, Duration deadline);

    /**
     * Like {@link #emit(List, Duration)}, for a source that can refuse a record to its origin: if one of the records is
     * larger than Danube takes, none of them is published or dead-lettered.
     *
     * @return fails with a {@link RecordTooLargeException} if one is too large. The default does not look
     */
    default Future<List<EmitOutcome>> emitIfAllFit(List<SourceRecord> records, Duration deadline) {
        return emit(records, deadline);
    }

    /**
     * Hands over one record without a future: the way of sources that acknowledge in {@link SourceConnector#commit}.
     */
    void push(SourceRecord record);

    /** Whether emitted records are waiting for credit: take no more from outside until the drain handler is called. */
    boolean writeQueueFull();

    /** Called once each time that {@link #writeQueueFull()} turned false again; null removes it. */
    void drainHandler(@Nullable Handler<Void> handler);

    /**
     * Whether Danube takes records of all topics of this source, as far as is known: looked at once a second, also when
     * nothing is emitted. For a source whose senders ask whether it is ready; emitting is allowed either way. The
     * default knows nothing against it.
     */
    default boolean isDanubeReady() {
        return true;
    }
}
