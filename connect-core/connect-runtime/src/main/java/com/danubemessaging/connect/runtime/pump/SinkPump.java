package com.danubemessaging.connect.runtime.pump;

import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.SubscriptionType;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.engine.sink.Readers;
import com.danubemessaging.connect.engine.sink.SinkCounters;
import com.danubemessaging.connect.engine.sink.SinkEngine;
import com.danubemessaging.connect.engine.sink.SinkEvent;
import com.danubemessaging.connect.runtime.broker.Inbound;
import com.danubemessaging.connect.runtime.broker.Inlet;
import com.danubemessaging.connect.runtime.broker.Subscription;
import com.danubemessaging.connect.runtime.bus.HostEvent;
import com.danubemessaging.connect.runtime.metrics.RuntimeMeter;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Subscriptions to sink tasks, and acknowledgements back. Confined to the runtime's context. */
public final class SinkPump implements Pump {

    private static final Logger LOG = LoggerFactory.getLogger(SinkPump.class);

    private final PumpContext pump;
    private final List<ConsumerConfig> configs;
    private final SinkCalls calls;
    private final SinkEngine<Inbound> engine;
    private final EngineTurn turn;
    private final List<SubscribedPartition> partitions = new ArrayList<>();
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final Progress progress;
    private final Marks marks;
    private boolean isClosing;
    private int pendingSubscriptions;

    /**
     * A pump that has not subscribed yet.
     *
     * @param configs what the connector reads
     * @param linger how long it wants records gathered
     * @param isBlocking whether its tasks run on workers, which can be interrupted
     */
    public SinkPump(PumpContext pump, List<ConsumerConfig> configs, Duration linger, boolean isBlocking) {
        this.pump = pump;
        this.configs = configs;
        this.calls = new SinkCalls(pump, configs, partitions, linger, isBlocking);
        this.engine = calls.engine();
        this.turn = calls.turn();
        this.marks = new Marks(pump.positions(), engine, pump.clock());
        this.progress = new Progress(
                pump.clock(),
                engine::heldRecords,
                engine::heldBytes,
                engine::lastProgress,
                pump.config().get(CoreFields.PROGRESS_TIMEOUT).toMillis());
        pump.metrics().runtimeGauge(RuntimeMeter.IN_FLIGHT, progress::shownRecords);
        pump.metrics().runtimeGauge(RuntimeMeter.SINK_HELD_BYTES, progress::shownBytes);
    }

    @Override
    public void begin() {
        boolean keepsDeadLetters = pump.config().get(CoreFields.ON_INVALID).equals("dead-letter");
        pendingSubscriptions = configs.size();
        for (int i = 0; i < configs.size(); i++) {
            ConsumerConfig config = configs.get(i);
            int subscription = i;
            if (keepsDeadLetters) {
                pump.deadLetters()
                        .prepare(config.topic())
                        .onFailure(failure ->
                                failed("the dead letter topic for " + config.topic() + " cannot be used", failure));
            }
            pump.broker()
                    .subscribe(config, pump.instanceId())
                    .onSuccess(made -> subscribed(subscription, config, made))
                    .onFailure(failure -> failed("subscribing to " + config.topic() + " failed", failure));
        }
    }

    private void failed(String what, Throwable failure) {
        if (!isClosing) {
            pump.listener().failed(what + ": " + failure.getMessage(), failure);
        }
    }

    private void subscribed(int number, ConsumerConfig config, Subscription subscription) {
        pendingSubscriptions--;
        if (isClosing) {
            subscription.close();
            return;
        }
        subscriptions.add(subscription);
        Readers readers = readers(config.type());
        boolean closable = config.type() != SubscriptionType.KEY_SHARED;
        int first = partitions.size();
        for (Inlet inlet : subscription.inlets()) {
            engine.addPartition(marks.options(number, inlet.topic(), config.subscription(), readers, closable));
            SubscribedPartition partition = new SubscribedPartition(
                    config, inlet, pump.metrics().topic(config.topic()), readers == Readers.ONE);
            partitions.add(partition);
            calls.watch().add(partition);
        }
        // Nothing is delivered before it is stored that a run is under way: only then is a killed one known as such.
        marks.begin(partitions.subList(first, partitions.size())).onComplete(stored -> {
            if (!isClosing) {
                for (int i = 0; i < subscription.inlets().size(); i++) {
                    start(first + i);
                }
            }
        });
        LOG.atInfo()
                .addKeyValue("topic", config.topic())
                .addKeyValue("subscription", config.subscription())
                .addKeyValue("type", config.type().spelling())
                .addKeyValue("partitions", subscription.inlets().size())
                .log("subscribed");
    }

    private Readers readers(SubscriptionType type) {
        return switch (type) {
            case EXCLUSIVE -> Readers.ONE;
            case FAILOVER -> Readers.ONE_AT_A_TIME;
            case SHARED -> pump.config().get(CoreFields.SOLE_READER) ? Readers.ONE : Readers.SEVERAL;
            case KEY_SHARED -> Readers.SEVERAL;
        };
    }

    private void start(int partition) {
        partitions.get(partition).inlet().start(inbound -> arrived(partition, inbound), new Inlet.StreamListener() {
            @Override
            public void ended() {
                calls.watch().streamEnded(partition);
                turn.enter(now -> engine.streamEnded(partition, now));
            }

            @Override
            public void opened(boolean isSameConsumer) {
                calls.watch().streamOpened(partition, isSameConsumer);
                turn.enter(now -> engine.streamOpened(partition, isSameConsumer));
            }
        });
    }

    private void arrived(int partition, Inbound inbound) {
        partitions.get(partition).meters().received();
        progress.beforeMore();
        turn.enter(now -> engine.arrived(
                partition, inbound.key(), inbound.offset(), inbound.identity(), inbound.bytes(), inbound, now));
    }

    @Override
    public void handle(HostEvent event) {
        if (event instanceof HostEvent.BatchEnded ended) {
            calls.batchEnded(ended);
        }
    }

    @Override
    public void quiesce() {
        // Reading stops with drain: until then acknowledgements keep the window moving.
    }

    @Override
    public void drain(long graceMillis) {
        turn.enter(now -> engine.drain(now, graceMillis));
    }

    @Override
    public void halt() {
        if (!isClosing) {
            isClosing = true;
            marks.end(partitions);
        }
        turn.close();
    }

    @Override
    public Future<Void> close() {
        halt();
        return Future.join(subscriptions.stream().map(Subscription::close).toList())
                .mapEmpty();
    }

    @Override
    public void tick() {
        progress.tick();
        calls.watch().tick();
        marks.keep(partitions);
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (pendingSubscriptions > 0) {
            problems.add("waiting for " + pendingSubscriptions + " subscription(s)");
        }
        for (int i = 0; i < partitions.size(); i++) {
            SinkEvent.StreamClosed.Cause closedFor = engine.closedFor(i);
            Inlet inlet = partitions.get(i).inlet();
            if (closedFor == SinkEvent.StreamClosed.Cause.TAKEOVER) {
                problems.add("another consumer of the same name took over " + inlet.topic());
            } else if (inlet.problem().isPresent()) {
                inlet.problem().ifPresent(problems::add);
            } else if (closedFor == null && !inlet.isAttached()) {
                problems.add("no stream for " + inlet.topic());
            } else if (inlet.silentSeconds() > 0) {
                problems.add("Danube has not answered acknowledgements of " + inlet.topic() + " for "
                        + inlet.silentSeconds() + " s");
            }
        }
        if (engine.anyDown()) {
            problems.add("the target does not take records");
        }
        problems.addAll(calls.watch().problems());
        progress.problem().ifPresent(problems::add);
        return problems;
    }

    @Override
    public JsonObject detail() {
        SinkCounters counters = engine.counters();
        JsonObject detail = new JsonObject()
                .put("received", counters.received())
                .put("written", counters.written())
                .put("acknowledged", counters.acknowledged())
                .put("dead_lettered", counters.deadLettered())
                .put("skipped", counters.skipped())
                .put("duplicates", counters.duplicates() + counters.reacknowledged())
                .put("retries", counters.retries())
                .put("gap_records", counters.gapRecords())
                .put("uncertain_gap_records", counters.uncertainGapRecords())
                .put("order_violations", counters.orderViolations())
                .put("held_records", engine.heldRecords())
                .put("held_bytes", engine.heldBytes())
                .put("max_held_records", calls.limits().heldRecords())
                .put("max_held_bytes", calls.limits().heldBytes())
                .put("gaps", calls.recentGaps());
        calls.watch().describe(detail);
        return detail;
    }
}
