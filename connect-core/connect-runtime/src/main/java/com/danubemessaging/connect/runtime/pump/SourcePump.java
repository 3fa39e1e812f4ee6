package com.danubemessaging.connect.runtime.pump;

import com.danubemessaging.connect.api.EmitOutcome;
import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.error.ConnectException;
import com.danubemessaging.connect.api.error.FailureKind;
import com.danubemessaging.connect.api.error.InvalidDataException;
import com.danubemessaging.connect.api.record.SourceOffset;
import com.danubemessaging.connect.api.record.SourceRecord;
import com.danubemessaging.connect.engine.Backoff;
import com.danubemessaging.connect.engine.source.Emission;
import com.danubemessaging.connect.engine.source.PublishFailure;
import com.danubemessaging.connect.engine.source.Settlement;
import com.danubemessaging.connect.engine.source.SourceCounters;
import com.danubemessaging.connect.engine.source.SourceEngine;
import com.danubemessaging.connect.engine.source.SourceEvent;
import com.danubemessaging.connect.engine.source.SourcePort;
import com.danubemessaging.connect.runtime.broker.ClientFailures;
import com.danubemessaging.connect.runtime.broker.Outbound;
import com.danubemessaging.connect.runtime.broker.TopicRoute;
import com.danubemessaging.connect.runtime.bus.HostCommand;
import com.danubemessaging.connect.runtime.bus.HostEvent;
import com.danubemessaging.connect.runtime.delivery.DeadLetter;
import com.danubemessaging.connect.runtime.delivery.DeadLetters;
import com.danubemessaging.connect.runtime.delivery.Letters;
import com.danubemessaging.connect.runtime.metrics.ConnectMetrics;
import com.danubemessaging.vertx.client.DispatchStrategy;
import com.danubemessaging.vertx.client.OutgoingMessage;
import com.danubemessaging.vertx.client.Producer;
import com.danubemessaging.vertx.client.ProducerOptions;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records of a source to Danube topics, and commits back. Confined to the runtime's context. */
public final class SourcePump implements Pump, SourcePort<Outbound> {

    private static final Logger LOG = LoggerFactory.getLogger(SourcePump.class);

    /** Delays after a poll that failed. */
    private static final Backoff POLL_BACKOFF = new Backoff(200, 1000);

    private final PumpContext pump;
    private final List<ProducerConfig> configs;
    private final boolean isPolled;
    private final SourceEngine<Outbound> engine;
    private final EngineTurn turn;
    private final SplittableRandom random = new SplittableRandom();
    private final Map<String, TopicRoute> routes = new LinkedHashMap<>();
    private final List<TopicRoute> routesByNumber = new ArrayList<>();
    private final List<Producer> producers = new ArrayList<>();
    private final RateLimitedLog deadLetterLog = new RateLimitedLog(LOG);

    private List<HostCommand.Settled> settledTurn = new ArrayList<>();
    private int settledRecords;
    private long settledBytes;
    private boolean isSettleScheduled;

    private boolean isPolling;
    private boolean isQuiesced;
    private boolean isClosing;
    private boolean isStarted;
    private int pollFailures;
    private @Nullable String pollProblem;
    private long heldSince;

    /**
     * A pump that has made no producer yet.
     *
     * @param configs the topics that the connector declares
     * @param isPolled whether the connector is polled, or emits by itself
     */
    public SourcePump(PumpContext pump, List<ProducerConfig> configs, boolean isPolled) {
        this.pump = pump;
        this.configs = configs;
        this.isPolled = isPolled;
        this.engine = new SourceEngine<>(PumpSettings.source(pump.config()), this, new SplittableRandom());
        this.turn = new EngineTurn(pump.vertx(), pump.clock(), engine::flush, engine::onTimer);
        pump.metrics()
                .runtimeGauge(
                        "danube_connector_inflight_messages", "Records held by the runtime.", engine::heldRecords);
        pump.metrics()
                .runtimeGauge(
                        "danube.connect.source.held.bytes", "Payload bytes held by the runtime.", engine::heldBytes);
        pump.metrics()
                .runtimeGauge(
                        "danube.connect.source.waiting.records",
                        "Records that wait for credit.",
                        engine::waitingRecords);
    }

    @Override
    public void begin() {
        List<Future<?>> made = new ArrayList<>();
        for (ProducerConfig config : configs) {
            pump.deadLetters()
                    .prepare(config.topic())
                    .onFailure(failure ->
                            failed("the dead letter topic for " + config.topic() + " cannot be used", failure));
            made.add(makeProducer(route(config)));
        }
        Future.all(made).onSuccess(all -> start()).onFailure(failure -> failed("creating a producer failed", failure));
    }

    private TopicRoute route(ProducerConfig config) {
        TopicRoute known = routes.get(config.topic());
        if (known != null) {
            return known;
        }
        TopicRoute route = new TopicRoute(config, engine.addTopic(pump.config().get(CoreFields.MAX_PUBLISH_RATE)));
        routes.put(config.topic(), route);
        routesByNumber.add(route);
        return route;
    }

    private Future<Void> makeProducer(TopicRoute route) {
        ProducerConfig config = route.config();
        ProducerOptions options = new ProducerOptions(
                        config.topic(),
                        pump.config().connectorName() + '-' + config.topic().replace('/', '-'))
                .setPartitions(config.partitions())
                .setDispatchStrategy(config.reliable() ? DispatchStrategy.RELIABLE : DispatchStrategy.NON_RELIABLE);
        return pump.client().createProducer(options).map(producer -> {
            producers.add(producer);
            route.producer(producer);
            LOG.atInfo()
                    .addKeyValue("topic", config.topic())
                    .addKeyValue("partitions", config.partitions())
                    .addKeyValue("reliable", config.reliable())
                    .log("publishing");
            return null;
        });
    }

    private void failed(String what, Throwable failure) {
        if (!isClosing) {
            pump.listener().failed(what + ": " + failure.getMessage(), failure);
        }
    }

    private void start() {
        if (isClosing || isQuiesced) {
            return;
        }
        if (isPolled) {
            isStarted = true;
            poll();
        } else {
            pump.bus().command(0, new HostCommand.Start());
        }
    }

    @Override
    public void handle(HostEvent event) {
        if (event instanceof HostEvent.Emitted emitted) {
            emitted(emitted.records());
        } else if (event instanceof HostEvent.Committed committed) {
            if (committed.failure() != null) {
                LOG.atWarn()
                        .log(
                                "the connector failed to commit, records stay confirmed: {}",
                                committed.failure().getMessage());
            }
            turn.enter(engine::commitAnswered);
        } else if (event instanceof HostEvent.Polled polled) {
            polled(polled);
        } else if (event instanceof HostEvent.Started started) {
            started(started.failure());
        }
    }

    private void started(@Nullable Throwable failure) {
        if (failure == null) {
            isStarted = true;
        } else if (ConnectException.kindOf(failure) == FailureKind.RETRYABLE) {
            pollFailures++;
            LOG.atWarn().log("the source did not start, trying again: {}", failure.getMessage());
            pump.vertx().setTimer(retryDelay(), ignored -> start());
        } else {
            failed("the source did not start", failure);
        }
    }

    private void emitted(List<HostEvent.EmittedRecord> records) {
        noteHeld();
        turn.enter(now -> {
            for (HostEvent.EmittedRecord emitted : records) {
                emit(emitted.record(), emitted.id(), emitted.deadlineMillis(), now);
            }
        });
    }

    private void noteHeld() {
        if (engine.heldRecords() == 0) {
            heldSince = pump.clock().getAsLong();
        }
    }

    private void emit(SourceRecord record, long emissionId, long deadlineMillis, long now) {
        TopicRoute route = routes.get(record.topic());
        if (route == null) {
            route = newRoute(record);
        }
        Outbound outbound = new Outbound(record, route, emissionId);
        SourceOffset offset = record.offset();
        engine.emit(
                route.number(),
                outbound.lane(),
                offset == null ? null : offset.partition(),
                outbound,
                outbound.bytes(),
                deadlineMillis < 0 ? SourceEngine.NO_DEADLINE : now + deadlineMillis,
                now);
    }

    /** A topic that the connector did not declare: by the record's own settings, else reliable and plain. */
    private TopicRoute newRoute(SourceRecord record) {
        ProducerConfig config = record.producerConfig();
        TopicRoute route = route(config == null ? ProducerConfig.reliable(record.topic()) : config);
        makeProducer(route)
                .onFailure(failure -> failed("creating a producer for " + record.topic() + " failed", failure));
        return route;
    }

    // Polling.

    private void poll() {
        if (isPolling || isQuiesced || engine.isFull()) {
            return;
        }
        isPolling = true;
        pump.bus().command(0, new HostCommand.Poll());
    }

    private void polled(HostEvent.Polled polled) {
        isPolling = false;
        Throwable failure = polled.failure();
        if (failure != null) {
            pollFailed(failure);
            return;
        }
        pollFailures = 0;
        pollProblem = null;
        List<SourceRecord> records = polled.records();
        if (records.isEmpty()) {
            long pause = Math.max(1, pump.config().get(CoreFields.POLL_INTERVAL).toMillis());
            pump.vertx().setTimer(pause, ignored -> poll());
            return;
        }
        noteHeld();
        turn.enter(now -> {
            for (SourceRecord record : records) {
                emit(record, -1, -1, now);
            }
        });
        poll();
    }

    private void pollFailed(Throwable failure) {
        if (isQuiesced) {
            return;
        }
        if (ConnectException.kindOf(failure).stopsConnector()) {
            failed("polling the source failed", failure);
            return;
        }
        pollFailures++;
        if (pollProblem == null) {
            LOG.atWarn().log("polling the source failed, trying again: {}", failure.getMessage());
        }
        pollProblem = "polling the source fails: " + failure.getMessage();
        pump.vertx().setTimer(retryDelay(), ignored -> poll());
    }

    private long retryDelay() {
        return Math.max(1, POLL_BACKOFF.delayMillis(pollFailures, random));
    }

    @Override
    public void quiesce() {
        isQuiesced = true;
        turn.enter(engine::quiesce);
    }

    @Override
    public void drain(long graceMillis) {
        isQuiesced = true;
        turn.enter(now -> engine.drain(now, graceMillis));
    }

    @Override
    public Future<Void> close() {
        isClosing = true;
        turn.close();
        List<Future<?>> closing = new ArrayList<>();
        for (Producer producer : producers) {
            closing.add(producer.close());
        }
        return closing.isEmpty()
                ? Future.succeededFuture()
                : Future.join(closing).mapEmpty();
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (!isStarted) {
            problems.add("the source has not started: producers are being made");
        }
        if (pollProblem != null) {
            problems.add(pollProblem);
        }
        for (TopicRoute route : routesByNumber) {
            Producer producer = route.producer();
            if (engine.isDown(route.number()) || (producer != null && !producer.isReady())) {
                problems.add(
                        "Danube does not take records for " + route.config().topic());
            }
        }
        long limit = pump.config().get(CoreFields.PROGRESS_TIMEOUT).toMillis();
        long idle = pump.clock().getAsLong() - Math.max(engine.lastProgress(), heldSince);
        if (engine.heldRecords() > 0 && idle > limit) {
            problems.add(engine.heldRecords() + " records are waiting and nothing moved for " + idle / 1000 + " s");
        }
        return problems;
    }

    @Override
    public JsonObject detail() {
        SourceCounters counters = engine.counters();
        return new JsonObject()
                .put("emitted", counters.emitted())
                .put("published", counters.published())
                .put("dead_lettered", counters.deadLettered())
                .put("skipped", counters.skipped())
                .put("withdrawn", counters.withdrawn())
                .put("unknown", counters.unknown())
                .put("retries", counters.retries())
                .put("commits", counters.commits())
                .put("held_records", engine.heldRecords())
                .put("held_bytes", engine.heldBytes())
                .put("waiting_records", engine.waitingRecords());
    }

    // What the engine wants done.

    private ConnectMetrics.TopicMeters meters(Emission<Outbound> emission) {
        return pump.metrics().topic(emission.record().route().config().topic());
    }

    @Override
    public void publish(Emission<Outbound> emission) {
        Outbound outbound = emission.record();
        OutgoingMessage message = outbound.message();
        Producer producer = outbound.route().producer();
        if (message == null) {
            InvalidDataException problem = outbound.problem();
            turn.enter(now -> engine.publishFailed(emission, PublishFailure.INVALID, problem, now));
            return;
        }
        if (producer == null) {
            turn.enter(now -> engine.publishFailed(emission, PublishFailure.TRANSIENT, null, now));
            return;
        }
        outbound.publishStart(System.nanoTime());
        producer.trySend(outbound.partition(producer), message).onComplete(answer -> {
            if (answer.succeeded()) {
                meters(emission).processing(System.nanoTime() - outbound.publishStart());
                turn.enter(now -> engine.published(emission, now));
            } else {
                Throwable failure = answer.cause();
                PublishFailure meaning = ClientFailures.ofPublish(failure, emission.attempts());
                meters(emission).failed(ErrorTypes.of(failure));
                turn.enter(now -> engine.publishFailed(emission, meaning, failure, now));
            }
        });
    }

    @Override
    public void deadLetter(Emission<Outbound> emission, PublishFailure reason, @Nullable Throwable cause) {
        Outbound outbound = emission.record();
        DeadLetter.Stage stage = outbound.message() == null ? DeadLetter.Stage.ENCODE : DeadLetter.Stage.PUBLISH;
        DeadLetter letter = Letters.of(
                outbound,
                DeadLetter.reason(
                        pump.config().connectorName(),
                        stage,
                        reason.name().toLowerCase(Locale.ROOT),
                        emission.attempts(),
                        cause,
                        System.currentTimeMillis()));
        pump.deadLetters().store(letter).onComplete(stored -> {
            if (stored.succeeded()) {
                meters(emission).deadLettered();
                deadLetterLog.warn(
                        letter.topic(),
                        outbound.record().offset() == null
                                ? 0
                                : outbound.record().offset().value(),
                        "record stored in " + pump.deadLetters().topicFor(letter.topic()) + ": "
                                + letter.attributes().get(DeadLetter.ERROR + "reason"));
                turn.enter(now -> engine.deadLetterStored(emission, now));
            } else {
                boolean isFinal = stored.cause() instanceof DeadLetters.Refused;
                String detail = String.valueOf(stored.cause().getMessage());
                turn.enter(now -> engine.deadLetterFailed(emission, isFinal, detail, reason, cause, now));
            }
        });
    }

    @Override
    public void settled(Emission<Outbound> emission, Settlement settlement) {
        Outbound outbound = emission.record();
        ConnectMetrics.TopicMeters meters = meters(emission);
        switch (settlement) {
            case PUBLISHED -> meters.processed();
            case SKIPPED -> meters.skipped();
            case DEAD_LETTERED, WITHDRAWN, UNKNOWN -> {}
        }
        if (isPolled) {
            return;
        }
        settledRecords++;
        settledBytes += outbound.record().payload().sizeEstimate();
        if (outbound.emissionId() >= 0) {
            settledTurn.add(new HostCommand.Settled(outbound.emissionId(), outcome(settlement)));
        }
        if (!isSettleScheduled) {
            isSettleScheduled = true;
            pump.vertx().runOnContext(ignored -> sendSettled());
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

    private void sendSettled() {
        isSettleScheduled = false;
        pump.bus().command(0, new HostCommand.Settle(settledRecords, settledBytes, settledTurn));
        settledTurn = new ArrayList<>();
        settledRecords = 0;
        settledBytes = 0;
    }

    @Override
    public void commit(List<Emission<Outbound>> heads) {
        List<SourceOffset> offsets = new ArrayList<>(heads.size());
        for (Emission<Outbound> head : heads) {
            SourceOffset offset = head.record().record().offset();
            if (offset != null) {
                offsets.add(offset);
                if (pump.positions() != null) {
                    pump.positions().commit(offset);
                }
            }
        }
        pump.bus().command(0, new HostCommand.Commit(List.copyOf(offsets)));
    }

    @Override
    public void creditAvailable() {
        if (isPolled) {
            pump.vertx().runOnContext(ignored -> poll());
        }
    }

    @Override
    public void wakeAt(long timeMillis) {
        turn.wakeAt(timeMillis);
    }

    @Override
    public void report(SourceEvent event) {
        if (event instanceof SourceEvent.TopicDown down) {
            LOG.atWarn()
                    .addKeyValue(
                            "topic", routesByNumber.get(down.topic()).config().topic())
                    .log(
                            "Danube does not take records, trying again for as long as it takes: {}",
                            down.cause() == null ? down.failure() : down.cause().getMessage());
        } else if (event instanceof SourceEvent.TopicUp up) {
            LOG.atInfo()
                    .addKeyValue(
                            "topic", routesByNumber.get(up.topic()).config().topic())
                    .log("Danube takes records again");
        } else if (event instanceof SourceEvent.Skipped skipped) {
            deadLetterLog.warn(
                    routesByNumber.get(skipped.topic()).config().topic(),
                    0,
                    "record skipped (" + skipped.reason() + "): "
                            + (skipped.cause() == null
                                    ? "no reason given"
                                    : skipped.cause().getMessage()));
        }
    }

    @Override
    public void drained(int unsettled) {
        pump.listener().drained(unsettled);
    }

    @Override
    public void stopped(SourceEvent.StopReason reason, String detail, @Nullable Throwable cause) {
        pump.listener().failed(cause == null ? detail : detail + ": " + cause.getMessage(), cause);
    }
}
