package com.danubemessaging.connect.runtime.pump;

import com.danubemessaging.connect.engine.sink.PartitionCounters;
import com.danubemessaging.connect.engine.sink.SinkEvent;
import com.danubemessaging.connect.runtime.broker.Broker;
import com.danubemessaging.connect.runtime.metrics.ConnectMetrics;
import com.danubemessaging.connect.runtime.metrics.RuntimeMeter;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntFunction;

/**
 * Makes visible what the broker does to a sink: gaps, redeliveries, takeovers, how much of the window is in hand, and
 * what the admin port tells. Looks about once a second, never per record. Confined to the runtime's context.
 */
final class SinkWatch {

    /** Partitions shown in health; a sink may read a thousand. */
    private static final int SHOWN_PARTITIONS = 100;

    private final Broker broker;
    private final IntFunction<PartitionCounters> counters;
    private final List<PartitionWatch> watches = new ArrayList<>();

    /** @param counters of each partition, by its number */
    SinkWatch(Broker broker, IntFunction<PartitionCounters> counters) {
        this.broker = broker;
        this.counters = counters;
    }

    /** The next partition. */
    void add(SubscribedPartition partition) {
        watches.add(new PartitionWatch(partition));
    }

    void streamEnded(int partition) {
        watches.get(partition).streamEnded();
    }

    void streamOpened(int partition, boolean isSameConsumer) {
        watches.get(partition).streamOpened(isSameConsumer);
    }

    void report(SinkEvent event) {
        if (event instanceof SinkEvent.Gap gap) {
            watches.get(gap.partition()).gap(gap.to() - gap.from() + 1, gap.isCertain());
        } else if (event instanceof SinkEvent.GapFilled filled) {
            watches.get(filled.partition()).gapFilled(filled.wasCertain());
        } else if (event instanceof SinkEvent.Takeover takeover) {
            watches.get(takeover.partition()).takenOver();
        }
    }

    /** Looks at every partition, and sets what gauges show. */
    void tick() {
        Map<ConnectMetrics.TopicMeters, Sum> sums = new HashMap<>();
        for (int i = 0; i < watches.size(); i++) {
            PartitionWatch watch = watches.get(i);
            watch.look(
                    counters.apply(i),
                    broker.view(
                            watch.partition().inlet().topic(), watch.partition().subscription()));
            sums.computeIfAbsent(watch.partition().meters(), topic -> new Sum()).add(watch);
        }
        sums.forEach((meters, sum) -> {
            meters.level(RuntimeMeter.SINK_UNACKED, sum.unacked);
            if (sum.lag.isPresent()) {
                meters.level(RuntimeMeter.SINK_LAG, sum.lag.getAsLong());
            } else {
                meters.noLevel(RuntimeMeter.SINK_LAG);
            }
        });
    }

    /** Of all partitions of a topic; the lag is known only if that of each is. */
    private static final class Sum {
        long unacked;
        OptionalLong lag = OptionalLong.of(0);

        void add(PartitionWatch watch) {
            unacked += watch.counters().held();
            OptionalLong more = watch.view().lag();
            lag = lag.isPresent() && more.isPresent()
                    ? OptionalLong.of(lag.getAsLong() + more.getAsLong())
                    : OptionalLong.empty();
        }
    }

    /** Subscriptions that the broker has stopped. */
    List<String> problems() {
        return watches.stream()
                .filter(watch -> watch.view().isBlocked())
                .map(watch -> "the broker has stopped the subscription "
                        + watch.partition().subscription() + " of "
                        + watch.partition().inlet().topic()
                        + ": the deliveries of a record are used up; unload the topic or restart the broker")
                .toList();
    }

    /** Adds what is known to the detail of health: those partitions first that have something to tell. */
    void describe(JsonObject detail) {
        JsonArray shown = new JsonArray();
        watches.stream()
                .sorted(Comparator.comparing(PartitionWatch::isQuiet))
                .limit(SHOWN_PARTITIONS)
                .forEach(watch -> shown.add(watch.json()));
        detail.put("partitions", shown);
        if (watches.size() > SHOWN_PARTITIONS) {
            detail.put("partitions_not_shown", watches.size() - SHOWN_PARTITIONS);
        }
        broker.adminProblem().ifPresent(problem -> detail.put("admin_port", problem));
    }
}
