package com.danubemessaging.connect.runtime.pump;

import com.danubemessaging.connect.api.BatchResult;
import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.error.ConnectException;
import com.danubemessaging.connect.api.record.SinkRecord;
import com.danubemessaging.connect.engine.sink.AckAnswer;
import com.danubemessaging.connect.engine.sink.BatchFailure;
import com.danubemessaging.connect.engine.sink.Delivery;
import com.danubemessaging.connect.engine.sink.Outcomes;
import com.danubemessaging.connect.engine.sink.SinkEngine;
import com.danubemessaging.connect.engine.sink.SinkEvent;
import com.danubemessaging.connect.engine.sink.SinkOptions;
import com.danubemessaging.connect.engine.sink.SinkPort;
import com.danubemessaging.connect.runtime.broker.DeadLetters;
import com.danubemessaging.connect.runtime.broker.Inbound;
import com.danubemessaging.connect.runtime.broker.Letters;
import com.danubemessaging.connect.runtime.bus.HostCommand;
import com.danubemessaging.connect.runtime.bus.HostEvent;
import com.danubemessaging.connect.runtime.delivery.DeadLetter;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the sink engine wants done into calls of the broker and of the connector, and their ends into events of
 * the engine. Confined to the runtime's context.
 */
final class SinkCalls implements SinkPort<Inbound> {

    private final PumpContext pump;
    private final List<ConsumerConfig> configs;
    private final List<SubscribedPartition> partitions;
    private final boolean isBlocking;
    private final SinkEngine<Inbound> engine;
    private final EngineTurn turn;
    private final SinkReporter reporter;
    private final SinkWatch watch;
    private final SinkOptions limits;
    private final long[] batchStart;
    private final @Nullable ConsumerConfig[] batchConfig;
    private final @Nullable Withheld[] withheld;

    /** @param partitions filled by the pump; the engine's partition n is element n */
    SinkCalls(
            PumpContext pump,
            List<ConsumerConfig> configs,
            List<SubscribedPartition> partitions,
            Duration linger,
            boolean isBlocking) {
        this.pump = pump;
        this.configs = configs;
        this.partitions = partitions;
        this.isBlocking = isBlocking;
        SinkOptions options = pump.sinkTuning().apply(PumpSettings.sink(pump.config(), linger));
        this.reporter = new SinkReporter(partitions, configs);
        this.batchStart = new long[options.tasks()];
        this.batchConfig = new ConsumerConfig[options.tasks()];
        this.withheld = new Withheld[options.tasks()];
        this.engine = new SinkEngine<>(options, this, new SplittableRandom());
        this.watch = new SinkWatch(pump.broker(), engine::counters);
        this.limits = options;
        this.turn =
                new EngineTurn(pump.vertx(), pump.clock(), engine::flush, engine::onTimer, failure -> pump.listener()
                        .failed("the runtime failed while delivering: " + failure, failure));
    }

    SinkEngine<Inbound> engine() {
        return engine;
    }

    EngineTurn turn() {
        return turn;
    }

    SinkWatch watch() {
        return watch;
    }

    /** The engine's settings. */
    SinkOptions limits() {
        return limits;
    }

    JsonArray recentGaps() {
        return reporter.recentGaps();
    }

    @Override
    public void deliver(int task, long batchId, int subscription, List<Inbound> records) {
        SinkRecord[] batch = new SinkRecord[records.size()];
        for (int i = 0; i < batch.length; i++) {
            batch[i] = records.get(i).record();
        }
        ConsumerConfig config = configs.get(subscription);
        batchStart[task] = System.nanoTime();
        batchConfig[task] = config;
        pump.metrics().topic(config.topic()).batch(batch.length);
        // Nobody else has the array: a view of it is as immutable as a copy.
        List<SinkRecord> all = Collections.unmodifiableList(Arrays.asList(batch));
        Withheld foreign = Withheld.of(all, config);
        withheld[task] = foreign;
        List<SinkRecord> seen = foreign == null ? all : Collections.unmodifiableList(foreign.rest());
        if (seen.isEmpty()) {
            HostEvent.BatchEnded ended = new HostEvent.BatchEnded(task, batchId, new BatchResult(List.of()), null);
            pump.vertx().runOnContext(ignored -> batchEnded(ended));
        } else {
            pump.bus().command(task, new HostCommand.ProcessBatch(batchId, seen));
        }
    }

    void batchEnded(HostEvent.BatchEnded ended) {
        int task = ended.task();
        ConsumerConfig config = batchConfig[task];
        if (config == null) {
            return;
        }
        var meters = pump.metrics().topic(config.topic());
        meters.processing(System.nanoTime() - batchStart[task]);
        if (ended.result() != null) {
            Withheld foreign = withheld[task];
            Outcomes returned = new ResultView(ended.result());
            Outcomes outcomes = foreign == null ? returned : foreign.whole(returned);
            turn.enter(now -> engine.batchReturned(task, ended.batchId(), outcomes, now));
            return;
        }
        Throwable failure = ended.failure() != null
                ? ended.failure()
                : new IllegalStateException("processBatch completed with null instead of a result");
        meters.failed(ErrorTypes.of(failure));
        BatchFailure meaning =
                switch (ConnectException.kindOf(failure)) {
                    case RETRYABLE -> BatchFailure.TARGET_DOWN;
                    case INVALID_DATA, UNCLASSIFIED -> BatchFailure.SUSPECT_RECORD;
                    case FATAL, CONFIGURATION -> BatchFailure.FATAL;
                };
        turn.enter(now -> engine.batchFailed(task, ended.batchId(), meaning, failure, now));
    }

    @Override
    public void interrupt(int task, long batchId) {
        if (isBlocking) {
            pump.bus().control(task, new HostCommand.Interrupt(batchId));
        }
    }

    @Override
    public void ack(Delivery<Inbound> delivery) {
        SubscribedPartition partition = partitions.get(delivery.partition());
        partition.inlet().acknowledge(delivery.record(), answer -> {
            if (answer == AckAnswer.OK) {
                partition.meters().processed();
            } else {
                partition.meters().failed(ErrorTypes.ACK_FAILURE);
            }
            turn.enter(now -> engine.ackAnswered(delivery, answer, now));
        });
    }

    @Override
    public void deadLetter(Delivery<Inbound> delivery, GiveUp reason, @Nullable Throwable cause) {
        SubscribedPartition partition = partitions.get(delivery.partition());
        DeadLetter letter = Letters.of(
                delivery.record(),
                partition.subscription(),
                DeadLetter.reason(
                        pump.config().connectorName(),
                        DeadLetter.Stage.PROCESS,
                        reason.name().toLowerCase(Locale.ROOT),
                        reason == GiveUp.INVALID ? delivery.attempts() + 1 : delivery.attempts(),
                        cause,
                        System.currentTimeMillis()));
        pump.deadLetters().store(letter).onComplete(stored -> {
            if (stored.succeeded()) {
                partition.meters().deadLettered();
                partition.meters().failed(ErrorTypes.of(cause));
                reporter.deadLettered(delivery, pump.deadLetters().topicFor(letter.topic()), letter);
                turn.enter(now -> engine.deadLetterStored(delivery, now));
            } else {
                boolean isFinal = stored.cause() instanceof DeadLetters.Refused;
                String detail = String.valueOf(stored.cause().getMessage());
                turn.enter(now -> engine.deadLetterFailed(delivery, isFinal, detail, reason, cause, now));
            }
        });
    }

    @Override
    public void pause(int partition) {
        partitions.get(partition).inlet().pause();
    }

    @Override
    public void resume(int partition) {
        partitions.get(partition).inlet().resume();
    }

    @Override
    public void closeStream(int partition) {
        partitions.get(partition).inlet().detach();
    }

    @Override
    public void openStream(int partition) {
        partitions.get(partition).inlet().attach();
    }

    @Override
    public void wakeAt(long timeMillis) {
        turn.wakeAt(timeMillis);
    }

    @Override
    public void report(SinkEvent event) {
        reporter.report(event);
        watch.report(event);
    }

    @Override
    public void drained(int unacknowledged) {
        pump.listener().drained(unacknowledged);
    }

    @Override
    public void stopped(SinkEvent.StopReason reason, String detail, @Nullable Throwable cause) {
        String text = cause == null || reason == SinkEvent.StopReason.DEAD_LETTER_REFUSED
                ? detail
                : detail + ": " + cause.getMessage();
        pump.listener().failed(text, cause);
    }
}
