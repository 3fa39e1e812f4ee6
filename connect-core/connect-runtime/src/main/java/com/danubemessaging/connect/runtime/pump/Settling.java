package com.danubemessaging.connect.runtime.pump;

import com.danubemessaging.connect.api.EmitOutcome;
import com.danubemessaging.connect.engine.source.Settlement;
import com.danubemessaging.connect.runtime.broker.Outbound;
import com.danubemessaging.connect.runtime.bus.ConnectorBus;
import com.danubemessaging.connect.runtime.bus.HostCommand;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells a streaming source how its emissions ended and which credit is free again: one message for all that happened in
 * one turn of the event loop. Confined to the runtime's context.
 */
final class Settling {

    private final Vertx vertx;
    private final ConnectorBus bus;
    private List<HostCommand.Settled> outcomes = new ArrayList<>();
    private int records;
    private long bytes;

    Settling(Vertx vertx, ConnectorBus bus) {
        this.vertx = vertx;
        this.bus = bus;
    }

    void settled(Outbound outbound, Settlement settlement) {
        if (records++ == 0) {
            vertx.runOnContext(ignored -> flush());
        }
        bytes += outbound.record().payload().sizeEstimate();
        if (outbound.emissionId() >= 0) {
            outcomes.add(new HostCommand.Settled(outbound.emissionId(), outcome(settlement)));
        }
    }

    private static EmitOutcome outcome(Settlement settlement) {
        return switch (settlement) {
            case PUBLISHED -> EmitOutcome.PUBLISHED;
            case DEAD_LETTERED -> EmitOutcome.DEAD_LETTERED;
            case SKIPPED -> EmitOutcome.SKIPPED;
            case WITHDRAWN -> EmitOutcome.WITHDRAWN;
            case UNKNOWN -> EmitOutcome.UNKNOWN;
        };
    }

    /** Sends at once what has been noted: what ended before a shutdown must be known before it. */
    void flush() {
        if (records == 0) {
            return;
        }
        bus.command(0, new HostCommand.Settle(records, bytes, outcomes));
        outcomes = new ArrayList<>();
        records = 0;
        bytes = 0;
    }
}
