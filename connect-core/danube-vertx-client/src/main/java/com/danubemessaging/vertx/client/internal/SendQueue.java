package com.danubemessaging.vertx.client.internal;

import com.danubemessaging.vertx.client.DanubeException;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import com.danubemessaging.vertx.client.Ordering;
import com.danubemessaging.vertx.client.OutgoingMessage;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The full service of a producer: lanes that keep order, repetition that outlasts outages, and bounds on both records
 * and bytes. A lane has one message in flight at a time; the broker would reorder two (Danube protocol: ordering and
 * concurrency). Confined to its context.
 */
final class SendQueue {

    /** How the queue reaches a partition. */
    interface Sender {
        Future<Void> trySend(int partition, OutgoingMessage message);

        boolean isReady(int partition);

        /** Runs the action once the partition can send. */
        void whenReady(int partition, Runnable action);
    }

    private record LaneKey(int partition, @Nullable String routingKey) {}

    private static final class Entry {
        final OutgoingMessage message;
        final int bytes;
        final Promise<Void> promise = Promise.promise();
        int failures;
        int countedFailures;

        Entry(OutgoingMessage message) {
            this.message = message;
            this.bytes = message.encodedSizeEstimate();
        }

        /** Failures that pass by themselves do not count against the tries that a doubtful one deserves. */
        boolean mayBeSentAgain(DanubeException failure) {
            return failure.kind() == Kind.TRANSIENT
                    && (failure.retryLimit() == DanubeException.RETRY_FOREVER
                            || countedFailures++ < failure.retryLimit());
        }
    }

    private final class Lane {
        final @Nullable LaneKey key;
        final int partition;
        final ArrayDeque<Entry> entries = new ArrayDeque<>(2);

        Lane(@Nullable LaneKey key, int partition) {
            this.key = key;
            this.partition = partition;
        }

        void sendHead() {
            Entry head = entries.peek();
            if (head != null) {
                sender.trySend(partition, head.message)
                        .onComplete(
                                v -> settle(head, null),
                                failure -> settle(head, StatusMapping.asDanube(Operation.SEND, topic, failure)));
            }
        }

        /** Waits for the broker to come back, or, while it is there, longer with each failure. */
        void sendLater(Entry head) {
            if (sender.isReady(partition)) {
                pause(head.failures++);
            } else {
                sender.whenReady(partition, () -> pause(0));
            }
        }

        void pause(int failures) {
            scope.vertx()
                    .setTimer(
                            backoff.delayMillis(failures, ClientScope::random),
                            id -> sender.whenReady(partition, this::sendHead));
        }

        void settle(Entry head, @Nullable DanubeException failure) {
            if (closed) {
                return;
            }
            if (failure != null && head.mayBeSentAgain(failure)) {
                sendLater(head);
                return;
            }
            entries.remove();
            if (entries.isEmpty()) {
                lanes.remove(key, this);
                all.remove(this);
            } else {
                sendHead();
            }
            release(head);
            if (failure == null) {
                head.promise.complete();
            } else {
                head.promise.fail(failure);
            }
        }
    }

    private final ClientScope scope;
    private final Backoff backoff;
    private final String topic;
    private final Ordering ordering;
    private final int maxRecords;
    private final long maxBytes;
    private final Sender sender;
    private final Map<LaneKey, Lane> lanes = new HashMap<>();
    private final Set<Lane> all = new LinkedHashSet<>();
    private int records;
    private long bytes;
    private volatile boolean full;
    private boolean drainWanted;
    private boolean closed;
    private @Nullable Handler<Void> drainHandler;

    SendQueue(ClientScope scope, String topic, Ordering ordering, int maxRecords, long maxBytes, Sender sender) {
        this.scope = scope;
        this.backoff = scope.backoff();
        this.topic = topic;
        this.ordering = ordering;
        this.maxRecords = maxRecords;
        this.maxBytes = maxBytes;
        this.sender = sender;
    }

    /** May be asked from any thread. */
    boolean isFull() {
        return full;
    }

    private void count(int recordDelta, int byteDelta) {
        records += recordDelta;
        bytes += byteDelta;
        full = records >= maxRecords || bytes >= maxBytes;
    }

    void drainHandler(@Nullable Handler<Void> handler) {
        drainHandler = handler;
    }

    Future<Void> send(int partition, OutgoingMessage message) {
        if (closed) {
            return Future.failedFuture(closedFailure());
        }
        if (full) {
            return Future.failedFuture(new DanubeException(
                    Kind.BACKPRESSURE,
                    "Could not send to " + topic + ": " + records + " records and " + bytes
                            + " bytes are in flight already; wait for the drain handler"));
        }
        Entry entry = new Entry(message);
        count(1, entry.bytes);
        drainWanted |= full;
        Lane lane = lane(partition, message.routingKey());
        lane.entries.add(entry);
        if (lane.entries.size() == 1) {
            lane.sendHead();
        }
        return entry.promise.future();
    }

    private Lane lane(int partition, @Nullable String routingKey) {
        Lane lane;
        if (ordering == Ordering.NONE) {
            lane = new Lane(null, partition);
        } else {
            LaneKey key = new LaneKey(partition, ordering == Ordering.KEY ? routingKey : null);
            lane = lanes.computeIfAbsent(key, k -> new Lane(k, partition));
        }
        all.add(lane);
        return lane;
    }

    private void release(Entry entry) {
        count(-1, -entry.bytes);
        Handler<Void> handler = drainHandler;
        if (drainWanted && records <= maxRecords / 2 && bytes <= maxBytes / 2) {
            drainWanted = false;
            if (handler != null) {
                scope.vertx().runOnContext(handler);
            }
        }
    }

    /** Fails everything queued or in flight. */
    void close() {
        if (closed) {
            return;
        }
        closed = true;
        List<Entry> left = all.stream().flatMap(lane -> lane.entries.stream()).toList();
        all.clear();
        lanes.clear();
        left.forEach(entry -> entry.promise.fail(closedFailure()));
    }

    private DanubeException closedFailure() {
        return new DanubeException(Kind.CLOSED, "Could not send to " + topic + ": the producer was closed");
    }
}
