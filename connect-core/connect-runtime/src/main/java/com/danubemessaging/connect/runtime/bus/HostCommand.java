package com.danubemessaging.connect.runtime.bus;

import com.danubemessaging.connect.api.EmitOutcome;
import com.danubemessaging.connect.api.error.RecordTooLargeException;
import com.danubemessaging.connect.api.record.SinkRecord;
import com.danubemessaging.connect.api.record.SourceOffset;
import java.util.List;

/** What the runtime asks of a host. Immutable. */
public sealed interface HostCommand {

    /** Say what the connector reads or writes; answered by {@link HostEvent.Described}. */
    record Describe() implements HostCommand {}

    /** Connect; answered by {@link HostEvent.Initialized}. */
    record Initialize() implements HostCommand {}

    /** Write a batch; answered by {@link HostEvent.BatchEnded} with the same id. */
    record ProcessBatch(long batchId, List<SinkRecord> records) implements HostCommand {}

    /** The call of this batch takes too long: interrupt its thread, if it is still in it. */
    record Interrupt(long batchId) implements HostCommand {}

    /** Begin to emit; answered by {@link HostEvent.Started}. */
    record Start() implements HostCommand {}

    /** Poll once; answered by {@link HostEvent.Polled}. */
    record Poll() implements HostCommand {}

    /** These emissions ended; {@code records} and {@code bytes} of credit are free again. */
    record Settle(int records, long bytes, List<Settled> outcomes) implements HostCommand {}

    /**
     * These records are not published, because one is too large for Danube; their credit is free again.
     *
     * @param firstId number of the first record's emission
     * @param bytes of credit
     * @param cause which sizes
     */
    record Refuse(long firstId, int records, long bytes, RecordTooLargeException cause) implements HostCommand {}

    /** Whether Danube takes records of the declared topics; sent when that changes. */
    record DanubeReady(boolean isReady) implements HostCommand {}

    /** Everything up to these offsets is confirmed; answered by {@link HostEvent.Committed}. */
    record Commit(List<SourceOffset> offsets) implements HostCommand {}

    /** Say how the connector is; answered by {@link HostEvent.HealthReported}. */
    record CheckHealth() implements HostCommand {}

    /** Take nothing new; answered by {@link HostEvent.Quiesced}. */
    record Quiesce() implements HostCommand {}

    /** Close; answered by {@link HostEvent.ShutDown}. */
    record Shutdown() implements HostCommand {}

    /** The end of an emission that somebody waits for. */
    record Settled(long emissionId, EmitOutcome outcome) {}
}
