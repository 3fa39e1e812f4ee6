package com.danubemessaging.connect.source.mqtt;

import com.danubemessaging.connect.api.RecordEmitter;
import com.danubemessaging.connect.api.record.SourceOffset;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a message: from the broker through a route to the runtime, and of its confirmation back to the broker.
 * Knows nothing of connections but their {@link AckQueue}s.
 *
 * <p>The emitter's own sign ({@link RecordEmitter#writeQueueFull()}) is not asked: MQTT 3.1.1 cannot stop a broker, so
 * what waits inside the emitter is bounded by the {@link Backlog} instead, which counts it too.
 *
 * <p>Confined to the connector's context.
 */
final class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final Duration WARN_INTERVAL = Duration.ofMinutes(1);

    private final MqttSourceConfig config;
    private final Backlog backlog;
    private final MqttMetrics metrics;
    private final RecordEmitter emitter;
    private final Map<String, AckQueue> queues = new HashMap<>();
    private final WarningThrottle unmatchedWarnings = new WarningThrottle(WARN_INTERVAL);
    private final WarningThrottle overflowWarnings = new WarningThrottle(WARN_INTERVAL);
    private boolean isStopped;

    Intake(MqttSourceConfig config, Backlog backlog, MqttMetrics metrics, RecordEmitter emitter) {
        this.config = config;
        this.backlog = backlog;
        this.metrics = metrics;
        this.emitter = emitter;
    }

    /** The queue of a new connection. */
    AckQueue open(String partition) {
        AckQueue queue = new AckQueue(partition, backlog);
        queues.put(partition, queue);
        return queue;
    }

    /** The connection has ended: nothing of it is acknowledged any more. */
    void close(AckQueue queue) {
        queue.close();
        forgetIfDone(queue);
    }

    /**
     * Takes a message.
     *
     * @param mayOvershoot whether the connection stops reading once a bound is reached: then the message that reaches
     *     it is still taken
     * @return false if there is no room for it and it may not be dropped: the connection must end, so that the broker
     *     delivers it again later
     */
    boolean accept(AckQueue queue, Arrival arrival, boolean mayOvershoot) {
        metrics.received(arrival.flags().qos());
        if (isStopped) {
            // Not acknowledged: a kept session delivers it to the next process.
            if (!arrival.wantsAck()) {
                metrics.stopping();
            }
            return true;
        }
        if (!backlog.admits(arrival.bytes()) && !(mayOvershoot && !backlog.isFull())) {
            return !arrival.wantsAck() && overflowed(arrival);
        }
        Route route = config.routes().match(arrival.topic());
        if (route == null) {
            dropUnmatched(queue, arrival);
            return true;
        }
        if (backlog.isEmpty()) {
            metrics.progress();
        }
        long number = queue.add(arrival.bytes(), arrival.wantsAck() ? arrival.ack() : AckQueue.NO_ACK);
        SourceOffset offset = SourceOffset.of(queue.partition(), number);
        emitter.push(RecordMapper.toRecord(route, arrival, offset, config.includeMetadata()));
        return true;
    }

    private boolean overflowed(Arrival arrival) {
        metrics.overflowed();
        long events = overflowWarnings.pass(System.nanoTime());
        if (events > 0) {
            LOG.atWarn()
                    .addKeyValue("topic", arrival.topic())
                    .addKeyValue("dropped", events)
                    .log(
                            "messages of QoS 0 are dropped: Danube has not confirmed {} messages, {} bytes",
                            backlog.messages(),
                            backlog.bytes());
        }
        return true;
    }

    private void dropUnmatched(AckQueue queue, Arrival arrival) {
        metrics.unmatched();
        if (arrival.wantsAck()) {
            queue.addSettled(arrival.bytes(), arrival.ack());
        }
        long events = unmatchedWarnings.pass(System.nanoTime());
        if (events > 0) {
            LOG.atWarn()
                    .addKeyValue("topic", arrival.topic())
                    .addKeyValue("dropped", events)
                    .log(
                            "messages fit no route and are dropped; a kept session may hold subscriptions of older settings");
        }
    }

    /** Danube has everything of this connection up to this number. Ignores a connection that is done. */
    void settle(SourceOffset offset) {
        AckQueue queue = queues.get(offset.partition());
        if (queue == null) {
            return;
        }
        metrics.progress();
        metrics.acknowledged(queue.settle(offset.value()));
        forgetIfDone(queue);
    }

    private void forgetIfDone(AckQueue queue) {
        if (queue.isDone()) {
            queues.remove(queue.partition());
        }
    }

    /** Takes no message from now on; confirmations still go out. */
    void stop() {
        isStopped = true;
    }

    /** Whether Danube has yet to confirm something. */
    boolean isWaiting() {
        return !backlog.isEmpty();
    }
}
