package com.danubemessaging.connect.runtime.pump;

import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.error.ConnectException;
import com.danubemessaging.connect.api.error.FailureKind;
import com.danubemessaging.connect.api.error.RecordTooLargeException;
import com.danubemessaging.connect.api.record.SourceOffset;
import com.danubemessaging.connect.api.record.SourceRecord;
import com.danubemessaging.connect.engine.Backoff;
import com.danubemessaging.connect.engine.source.SourceCounters;
import com.danubemessaging.connect.engine.source.SourceEngine;
import com.danubemessaging.connect.runtime.broker.Outbound;
import com.danubemessaging.connect.runtime.bus.HostCommand;
import com.danubemessaging.connect.runtime.bus.HostEvent;
import com.danubemessaging.connect.runtime.metrics.RuntimeMeter;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records of a source to Danube topics, and commits back. Confined to the runtime's context. */
public final class SourcePump implements Pump {

    private static final Logger LOG = LoggerFactory.getLogger(SourcePump.class);

    /** Delays after a start that failed. */
    private static final Backoff START_BACKOFF = new Backoff(200, 1000);

    private final PumpContext pump;
    private final List<ProducerConfig> configs;
    private final SourceCalls calls;
    private final SourceEngine<Outbound> engine;
    private final EngineTurn turn;
    private final Routes routes;
    private final Progress progress;
    private final @Nullable Poller poller;
    private final SplittableRandom random = new SplittableRandom();
    private boolean isQuiesced;
    private boolean isClosing;
    private boolean isStarted;
    /** What the source was told last; it begins when all producers exist. */
    private boolean isDanubeReady = true;

    private int startFailures;
    private String startProblem = "the source has not started: producers are being made";

    /**
     * A pump that has made no producer yet.
     *
     * @param configs the topics that the connector declares
     * @param isPolled whether the connector is polled, or emits by itself
     */
    public SourcePump(PumpContext pump, List<ProducerConfig> configs, boolean isPolled) {
        this.pump = pump;
        this.configs = configs;
        this.calls = new SourceCalls(
                pump, isPolled ? null : new Settling(pump.vertx(), pump.bus()), this::poll, this::topicsChanged);
        this.engine = calls.engine();
        this.turn = calls.turn();
        this.routes = new Routes(pump, engine);
        calls.routes(routes);
        this.poller = isPolled ? new Poller(pump, engine::isFull, this::polled, this::failed) : null;
        this.progress = new Progress(
                pump.clock(),
                engine::heldRecords,
                engine::heldBytes,
                engine::lastProgress,
                pump.config().get(CoreFields.PROGRESS_TIMEOUT).toMillis());
        pump.metrics().runtimeGauge(RuntimeMeter.IN_FLIGHT, progress::shownRecords);
        pump.metrics().runtimeGauge(RuntimeMeter.SOURCE_HELD_BYTES, progress::shownBytes);
    }

    @Override
    public void begin() {
        Set<String> unused = pump.broker()
                .schemaTopicsBesides(configs.stream().map(ProducerConfig::topic).toList());
        if (!unused.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("topics", unused)
                    .log("[[schemas]] names topics that no route leads to; their schemas serve records that name them");
        }
        boolean keepsDeadLetters = pump.config().get(CoreFields.ON_INVALID).equals("dead-letter");
        List<Future<?>> made = new ArrayList<>();
        for (ProducerConfig config : configs) {
            if (keepsDeadLetters) {
                pump.deadLetters()
                        .prepare(config.topic())
                        .onFailure(failure ->
                                failed("the dead letter topic for " + config.topic() + " cannot be used", failure));
            }
            made.add(routes.declare(config)
                    .onFailure(failure -> failed("creating a producer for " + config.topic() + " failed", failure)));
        }
        Future.all(made).onSuccess(all -> start());
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
        if (poller != null) {
            isStarted = true;
            poller.poll();
        } else {
            pump.bus().command(0, new HostCommand.Start());
        }
    }

    @Override
    public void handle(HostEvent event) {
        if (event instanceof HostEvent.Emitted emitted) {
            emitted(emitted.records());
        } else if (event instanceof HostEvent.Committed committed) {
            committed(committed.failure());
        } else if (event instanceof HostEvent.Polled polled && poller != null) {
            poller.polled(polled);
        } else if (event instanceof HostEvent.Started started) {
            started(started.failure());
        }
    }

    private void committed(@Nullable Throwable failure) {
        if (failure != null) {
            LOG.atWarn().log("the connector failed to commit, its records stay confirmed: {}", failure.getMessage());
        }
        turn.enter(engine::commitAnswered);
    }

    private void started(@Nullable Throwable failure) {
        if (failure == null) {
            isStarted = true;
        } else if (ConnectException.kindOf(failure) == FailureKind.RETRYABLE) {
            startFailures++;
            startProblem = "starting the source fails: " + failure.getMessage();
            if (startFailures == 1) {
                LOG.atWarn().log("the source did not start, trying again: {}", failure.getMessage());
            }
            pump.vertx().setTimer(Math.max(1, START_BACKOFF.delayMillis(startFailures, random)), ignored -> start());
        } else {
            failed("the source did not start", failure);
        }
    }

    private void emitted(List<HostEvent.EmittedRecord> records) {
        progress.beforeMore();
        turn.enter(now -> {
            int next = 0;
            while (next < records.size()) {
                HostEvent.EmittedRecord emitted = records.get(next);
                int together = emitted.together();
                if (together == 0) {
                    emit(outbound(emitted.record(), emitted.id()), emitted.deadlineMillis(), now);
                    next++;
                } else {
                    emitIfAllFit(records.subList(next, next + together), now);
                    next += together;
                }
            }
        });
    }

    private void emitIfAllFit(List<HostEvent.EmittedRecord> call, long now) {
        List<Outbound> outbounds = new ArrayList<>(call.size());
        for (HostEvent.EmittedRecord emitted : call) {
            Outbound outbound = outbound(emitted.record(), emitted.id());
            RecordTooLargeException tooLarge = outbound.tooLarge();
            if (tooLarge != null) {
                refuse(call, tooLarge);
                return;
            }
            outbounds.add(outbound);
        }
        for (int i = 0; i < call.size(); i++) {
            emit(outbounds.get(i), call.get(i).deadlineMillis(), now);
        }
    }

    private void refuse(List<HostEvent.EmittedRecord> call, RecordTooLargeException tooLarge) {
        long bytes = 0;
        for (HostEvent.EmittedRecord emitted : call) {
            bytes += emitted.record().payload().sizeEstimate();
        }
        pump.bus().command(0, new HostCommand.Refuse(call.get(0).id(), call.size(), bytes, tooLarge));
    }

    private void polled(List<SourceRecord> records) {
        progress.beforeMore();
        turn.enter(now -> {
            for (SourceRecord record : records) {
                emit(outbound(record, -1), -1, now);
            }
        });
    }

    private Outbound outbound(SourceRecord record, long emissionId) {
        return new Outbound(record, routes.of(record), emissionId);
    }

    private void emit(Outbound outbound, long deadlineMillis, long now) {
        SourceOffset offset = outbound.record().offset();
        engine.emit(
                outbound.route().number(),
                outbound.lane(),
                offset == null ? null : offset.partition(),
                outbound,
                outbound.bytes(),
                deadlineMillis < 0 ? SourceEngine.NO_DEADLINE : now + deadlineMillis,
                now);
    }

    /** There is credit again. */
    private void poll() {
        if (poller != null && isStarted) {
            pump.vertx().runOnContext(ignored -> poller.poll());
        }
    }

    @Override
    public void quiesce() {
        isQuiesced = true;
        if (poller != null) {
            poller.close();
        }
        turn.enter(engine::quiesce);
    }

    @Override
    public void drain(long graceMillis) {
        turn.enter(now -> engine.drain(now, graceMillis));
    }

    @Override
    public void halt() {
        isClosing = true;
        isQuiesced = true;
        if (poller != null) {
            poller.close();
        }
        calls.halt();
    }

    @Override
    public Future<Void> close() {
        halt();
        return routes.close();
    }

    @Override
    public void tick() {
        progress.tick();
        tellIfDanubeIsReady();
    }

    /** After the engine's call has ended: only then does it know. */
    private void topicsChanged() {
        pump.vertx().runOnContext(ignored -> tellIfDanubeIsReady());
    }

    private void tellIfDanubeIsReady() {
        boolean isReady = routes.problems().isEmpty();
        if (poller == null && isStarted && !isClosing && isReady != isDanubeReady) {
            isDanubeReady = isReady;
            pump.bus().command(0, new HostCommand.DanubeReady(isReady));
        }
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (!isStarted) {
            problems.add(startProblem);
        }
        if (poller != null) {
            poller.problem().ifPresent(problems::add);
        }
        problems.addAll(routes.problems());
        progress.problem().ifPresent(problems::add);
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
}
