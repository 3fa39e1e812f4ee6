package com.danubemessaging.connect.runtime.pump;

import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.SubscriptionType;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.error.ConnectException;
import com.danubemessaging.connect.api.record.SinkRecord;
import com.danubemessaging.connect.engine.sink.AckAnswer;
import com.danubemessaging.connect.engine.sink.BatchFailure;
import com.danubemessaging.connect.engine.sink.Delivery;
import com.danubemessaging.connect.engine.sink.PartitionOptions;
import com.danubemessaging.connect.engine.sink.SinkCounters;
import com.danubemessaging.connect.engine.sink.SinkEngine;
import com.danubemessaging.connect.engine.sink.SinkEvent;
import com.danubemessaging.connect.engine.sink.SinkPort;
import com.danubemessaging.connect.runtime.broker.ClientFailures;
import com.danubemessaging.connect.runtime.broker.Inbound;
import com.danubemessaging.connect.runtime.bus.HostCommand;
import com.danubemessaging.connect.runtime.bus.HostEvent;
import com.danubemessaging.connect.runtime.delivery.DeadLetter;
import com.danubemessaging.connect.runtime.delivery.DeadLetters;
import com.danubemessaging.connect.runtime.delivery.Letters;
import com.danubemessaging.connect.runtime.offset.PositionStore;
import com.danubemessaging.vertx.client.Consumer;
import com.danubemessaging.vertx.client.ConsumerEvent;
import com.danubemessaging.vertx.client.Message;
import com.danubemessaging.vertx.client.PartitionConsumer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Subscriptions to sink tasks, and acknowledgements back. Confined to the runtime's context. */
public final class SinkPump implements Pump, SinkPort<Inbound> {

    private static final Logger LOG = LoggerFactory.getLogger(SinkPump.class);

    private final PumpContext pump;
    private final List<ConsumerConfig> configs;
    private final boolean isBlocking;
    private final SinkEngine<Inbound> engine;
    private final EngineTurn turn;
    private final List<SubscribedPartition> partitions = new ArrayList<>();
    private final List<Consumer> consumers = new ArrayList<>();
    private final long[] batchStart;
    private final String[] batchTopic;
    private final SinkReporter reporter;
    private boolean isClosing;
    private int pendingSubscriptions;
    private long heldSince;

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
        this.isBlocking = isBlocking;
        var options = PumpSettings.sink(pump.config(), linger);
        this.engine = new SinkEngine<>(options, this, new SplittableRandom());
        this.turn = new EngineTurn(pump.vertx(), pump.clock(), engine::flush, engine::onTimer);
        this.batchStart = new long[options.tasks()];
        this.batchTopic = new String[options.tasks()];
        this.reporter = new SinkReporter(partitions, configs);
        pump.metrics()
                .runtimeGauge(
                        "danube_connector_inflight_messages", "Deliveries held by the runtime.", engine::heldRecords);
        pump.metrics()
                .runtimeGauge(
                        "danube.connect.sink.held.bytes", "Payload bytes held by the runtime.", engine::heldBytes);
    }

    @Override
    public void begin() {
        pendingSubscriptions = configs.size();
        for (int i = 0; i < configs.size(); i++) {
            ConsumerConfig config = configs.get(i);
            int subscription = i;
            pump.deadLetters()
                    .prepare(config.topic())
                    .onFailure(failure ->
                            failed("the dead letter topic for " + config.topic() + " cannot be used", failure));
            pump.client()
                    .subscribe(Subscriptions.options(config, pump.instanceId()))
                    .onSuccess(consumer -> subscribed(subscription, config, consumer))
                    .onFailure(failure -> failed("subscribing to " + config.topic() + " failed", failure));
        }
    }

    private void failed(String what, Throwable failure) {
        if (!isClosing) {
            pump.listener().failed(what + ": " + failure.getMessage(), failure);
        }
    }

    private void subscribed(int subscription, ConsumerConfig config, Consumer consumer) {
        pendingSubscriptions--;
        consumers.add(consumer);
        if (isClosing) {
            consumer.close();
            return;
        }
        boolean readAlone = config.type() == SubscriptionType.EXCLUSIVE
                || (config.type() == SubscriptionType.SHARED && pump.config().get(CoreFields.SOLE_READER));
        boolean closable = config.type() != SubscriptionType.KEY_SHARED;
        for (PartitionConsumer partition : consumer.partitions()) {
            PositionStore positions = pump.positions();
            long mark = readAlone && positions != null ? positions.mark(partition.topic(), config.subscription()) : -1;
            int number = engine.addPartition(new PartitionOptions(subscription, readAlone, closable, mark));
            partitions.add(
                    new SubscribedPartition(config, partition, pump.metrics().topic(config.topic()), readAlone));
            partition.eventHandler(event -> onStream(number, event));
            partition.handler(message -> onMessage(number, message));
        }
        LOG.atInfo()
                .addKeyValue("topic", config.topic())
                .addKeyValue("subscription", config.subscription())
                .addKeyValue("type", config.type().spelling())
                .addKeyValue("partitions", consumer.partitions().size())
                .log("subscribed");
    }

    private void onMessage(int number, Message message) {
        SubscribedPartition partition = partitions.get(number);
        partition.meters().received();
        Inbound inbound = Inbound.of(message);
        if (engine.heldRecords() == 0) {
            heldSince = pump.clock().getAsLong();
        }
        turn.enter(now -> engine.arrived(
                number,
                message.routingKey(),
                message.offset(),
                inbound.identity(),
                message.payload().length(),
                inbound,
                now));
    }

    private void onStream(int number, ConsumerEvent event) {
        if (event.type() == ConsumerEvent.Type.DETACHED && event.reason() == ConsumerEvent.Reason.ENDED_OK) {
            turn.enter(now -> engine.streamEnded(number, now));
        }
    }

    @Override
    public void handle(HostEvent event) {
        if (event instanceof HostEvent.BatchEnded ended) {
            batchEnded(ended);
        }
    }

    private void batchEnded(HostEvent.BatchEnded ended) {
        int task = ended.task();
        String topic = batchTopic[task];
        if (topic != null) {
            pump.metrics().topic(topic).processing(System.nanoTime() - batchStart[task]);
        }
        if (ended.result() != null) {
            ResultView outcomes = new ResultView(ended.result());
            turn.enter(now -> engine.batchReturned(task, ended.batchId(), outcomes, now));
            return;
        }
        Throwable failure = ended.failure() != null
                ? ended.failure()
                : new IllegalStateException("processBatch completed with null instead of a result");
        if (topic != null) {
            pump.metrics().topic(topic).failed(ErrorTypes.of(failure));
        }
        BatchFailure meaning =
                switch (ConnectException.kindOf(failure)) {
                    case RETRYABLE -> BatchFailure.TARGET_DOWN;
                    case INVALID_DATA, UNCLASSIFIED -> BatchFailure.SUSPECT_RECORD;
                    case FATAL, CONFIGURATION -> BatchFailure.FATAL;
                };
        turn.enter(now -> engine.batchFailed(task, ended.batchId(), meaning, failure, now));
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
    public Future<Void> close() {
        isClosing = true;
        turn.close();
        saveMarks();
        List<Future<?>> closing = new ArrayList<>();
        for (Consumer consumer : consumers) {
            closing.add(consumer.close());
        }
        return closing.isEmpty()
                ? Future.succeededFuture()
                : Future.join(closing).mapEmpty();
    }

    private void saveMarks() {
        PositionStore positions = pump.positions();
        if (positions == null) {
            return;
        }
        for (int i = 0; i < partitions.size(); i++) {
            SubscribedPartition partition = partitions.get(i);
            long mark = partition.isReadAlone() ? engine.mark(i) : -1;
            if (mark != -1) {
                positions.mark(partition.consumer().topic(), partition.subscription(), mark);
            }
        }
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (pendingSubscriptions > 0) {
            problems.add("waiting for " + pendingSubscriptions + " subscription(s)");
        }
        for (int i = 0; i < partitions.size(); i++) {
            SinkEvent.StreamClosed.Cause closedFor = engine.closedFor(i);
            PartitionConsumer consumer = partitions.get(i).consumer();
            if (closedFor == SinkEvent.StreamClosed.Cause.TAKEOVER) {
                problems.add("another consumer of the same name took over " + consumer.topic());
            } else if (closedFor == null && !consumer.isAttached()) {
                problems.add("no stream for " + consumer.topic());
            }
        }
        if (engine.anyDown()) {
            problems.add("the target does not take records");
        }
        long limit = pump.config().get(CoreFields.PROGRESS_TIMEOUT).toMillis();
        long since = Math.max(engine.lastProgress(), heldSince);
        long idle = pump.clock().getAsLong() - since;
        if (engine.heldRecords() > 0 && idle > limit) {
            problems.add(engine.heldRecords() + " records are waiting and nothing moved for " + idle / 1000 + " s");
        }
        saveMarks();
        return problems;
    }

    @Override
    public JsonObject detail() {
        SinkCounters counters = engine.counters();
        return new JsonObject()
                .put("received", counters.received())
                .put("written", counters.written())
                .put("acknowledged", counters.acknowledged())
                .put("dead_lettered", counters.deadLettered())
                .put("skipped", counters.skipped())
                .put("duplicates", counters.duplicates() + counters.reacknowledged())
                .put("retries", counters.retries())
                .put("gap_records", counters.gapRecords())
                .put("order_violations", counters.orderViolations())
                .put("held_records", engine.heldRecords())
                .put("held_bytes", engine.heldBytes())
                .put("gaps", reporter.recentGaps());
    }

    // What the engine wants done.

    @Override
    public void deliver(int task, long batchId, int subscription, List<Inbound> records) {
        SinkRecord[] batch = new SinkRecord[records.size()];
        for (int i = 0; i < batch.length; i++) {
            batch[i] = records.get(i).record();
        }
        String topic = configs.get(subscription).topic();
        batchStart[task] = System.nanoTime();
        batchTopic[task] = topic;
        pump.metrics().topic(topic).batch(batch.length);
        pump.bus().command(task, new HostCommand.ProcessBatch(batchId, List.of(batch)));
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
        partition.consumer().ack(delivery.record().message()).onComplete(answer -> {
            AckAnswer meaning = answer.succeeded() ? AckAnswer.OK : ClientFailures.ofAck(answer.cause());
            if (meaning == AckAnswer.OK) {
                partition.meters().processed();
            } else {
                partition.meters().failed("ack_failure");
            }
            turn.enter(now -> engine.ackAnswered(delivery, meaning, now));
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
                        delivery.attempts(),
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
                String detail = stored.cause().getMessage();
                turn.enter(
                        now -> engine.deadLetterFailed(delivery, isFinal, String.valueOf(detail), reason, cause, now));
            }
        });
    }

    @Override
    public void pause(int partition) {
        partitions.get(partition).consumer().pause();
    }

    @Override
    public void resume(int partition) {
        partitions.get(partition).consumer().resume();
    }

    @Override
    public void closeStream(int partition) {
        partitions.get(partition).consumer().detach();
    }

    @Override
    public void openStream(int partition) {
        PartitionConsumer consumer = partitions.get(partition).consumer();
        consumer.resume();
        consumer.attach();
    }

    @Override
    public void wakeAt(long timeMillis) {
        turn.wakeAt(timeMillis);
    }

    @Override
    public void report(SinkEvent event) {
        reporter.report(event);
    }

    @Override
    public void drained(int unacknowledged) {
        pump.listener().drained(unacknowledged);
    }

    @Override
    public void stopped(SinkEvent.StopReason reason, String detail, @Nullable Throwable cause) {
        String text = cause == null ? detail : detail + ": " + cause.getMessage();
        pump.listener().failed(text, cause);
    }
}
