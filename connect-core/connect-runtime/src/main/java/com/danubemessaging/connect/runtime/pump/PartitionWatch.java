package com.danubemessaging.connect.runtime.pump;

import com.danubemessaging.connect.engine.sink.PartitionCounters;
import com.danubemessaging.connect.runtime.broker.BrokerView;
import com.danubemessaging.connect.runtime.metrics.RuntimeMeter;
import io.vertx.core.json.JsonObject;

/**
 * What the broker did to one partition of a subscription, as far as it can be seen. Confined to the runtime's context.
 */
final class PartitionWatch {

    private static final PartitionCounters NOTHING = new PartitionCounters(0, 0, 0, 0);

    private final SubscribedPartition partition;
    private PartitionCounters counters = NOTHING;
    private BrokerView view = BrokerView.UNKNOWN;
    private long gapRecords;
    private long uncertainGapRecords;
    private long takeovers;

    /** The broker ended the stream in good order; whether that was a takeover, the next opening tells. */
    private boolean hasEnded;

    PartitionWatch(SubscribedPartition partition) {
        this.partition = partition;
    }

    SubscribedPartition partition() {
        return partition;
    }

    PartitionCounters counters() {
        return counters;
    }

    BrokerView view() {
        return view;
    }

    void gap(long records, boolean isCertain) {
        if (isCertain) {
            gapRecords += records;
        } else {
            uncertainGapRecords += records;
        }
    }

    void gapFilled(boolean wasCertain) {
        gap(-1, wasCertain);
    }

    void streamEnded() {
        hasEnded = true;
    }

    /** A broker that still had the consumer gave its stream to another one of this name. */
    void streamOpened(boolean isSameConsumer) {
        if (hasEnded && isSameConsumer) {
            takenOver();
        }
        hasEnded = false;
    }

    void takenOver() {
        hasEnded = false;
        takeovers++;
        partition.meters().count(RuntimeMeter.STREAM_TAKEOVERS, 1);
    }

    /** Looks again, and counts what came again since the last look. */
    void look(PartitionCounters now, BrokerView told) {
        count(RuntimeMeter.REDELIVERIES_DROPPED, now.duplicates() - counters.duplicates());
        count(RuntimeMeter.REDELIVERIES_ACKNOWLEDGED, now.reacknowledged() - counters.reacknowledged());
        counters = now;
        view = told;
    }

    private void count(RuntimeMeter meter, long amount) {
        if (amount > 0) {
            partition.meters().count(meter, amount);
        }
    }

    /** Whether there is nothing that a person would look for. */
    boolean isQuiet() {
        return gapRecords == 0
                && uncertainGapRecords == 0
                && takeovers == 0
                && counters.duplicates() + counters.reacknowledged() == 0
                && !view.isBlocked()
                && view.lag().orElse(0) == 0;
    }

    JsonObject json() {
        JsonObject json = new JsonObject()
                .put("topic", partition.inlet().topic())
                .put("subscription", partition.subscription())
                .put("unacked", counters.held())
                .put("most_unacked", counters.mostHeld())
                .put("redeliveries", counters.duplicates() + counters.reacknowledged())
                .put("takeovers", takeovers)
                .put("gap_records", gapRecords)
                .put("uncertain_gap_records", uncertainGapRecords);
        view.lag().ifPresent(lag -> json.put("lag", lag));
        view.policy().ifPresent(policy -> json.put("failure_policy", policy));
        return view.isBlocked() ? json.put("blocked", true) : json;
    }
}
