package com.danubemessaging.connect.testkit.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * The broker's side of one partition and its reliable subscription, as the protocol describes it: a window of
 * unacknowledged deliveries, redelivery 30 s after a delivery and at once when a stream opens, a block for good after
 * six deliveries of one record, acknowledgements by offset alone. Switches add what real brokers do.
 */
final class ModelSubscription {

    /** Danube protocol, failure policy of a subscription: {@code ack_timeout_ms}. */
    private static final long ACK_TIMEOUT_MILLIS = 30_000;

    /** Danube protocol, failure policy of a subscription: {@code max_redelivery_count} 5 and the first delivery. */
    private static final int MOST_DELIVERIES = 6;

    private static final long HEARTBEAT_MILLIS = 500;

    /** Where deliveries go. */
    interface Reader {
        void delivered(int partition, long offset, SimRecord record);
    }

    private static final class Outstanding {
        final SimRecord record;
        int deliveries;
        long deliveredAt;
        /** Waits for its redelivery: an acknowledgement now is swallowed. */
        boolean isWaiting;

        long resendAt;
        boolean wasSwallowed;

        Outstanding(SimRecord record) {
            this.record = record;
        }
    }

    private final World world;
    private final SinkScenario scenario;
    private final SinkChecker checker;
    private final int number;
    private final List<SimRecord> log = new ArrayList<>();
    private final TreeMap<Long, Outstanding> outstanding = new TreeMap<>();
    private int next;
    private boolean isOpen;
    private long session;
    private long wireFreeAt;
    private boolean isBlocked;

    /** Offsets below this are not shown to the subscription: its cursor is older than the topic's data. */
    private long hiddenBelow;

    /** The broker has started anew and knows the subscription again once somebody opens a stream. */
    private boolean isForgotten;

    /** Deliveries that no engine could have spared: of several lives, and of streams that others cut. */
    private int spared;

    private Reader reader = (partition, offset, record) -> {};

    ModelSubscription(World world, SinkScenario scenario, SinkChecker checker, int number) {
        this.world = world;
        this.scenario = scenario;
        this.checker = checker;
        this.number = number;
        world.after(HEARTBEAT_MILLIS, this::heartbeat);
    }

    void publish(SimRecord record) {
        log.add(record);
        checker.published(record);
        while (next < hiddenBelow && next < log.size()) {
            checker.note("hidden by the broker", number, next);
            checker.skippedByBroker(number, next, log.get(next));
            next++;
        }
        int unread = log.size() - next;
        if (scenario.skipsBeyond() > 0 && unread > scenario.skipsBeyond()) {
            int skipped = unread - scenario.skipsBeyond();
            for (int i = 0; i < skipped; i++) {
                checker.skippedByBroker(number, next + i, log.get(next + i));
            }
            next += skipped;
        }
        fill();
    }

    /** A consumer opens its stream: everything outstanding comes again first, in the order of offsets. */
    void open(Reader by) {
        reader = by;
        isOpen = true;
        isForgotten = false;
        session++;
        wireFreeAt = world.now();
        for (Outstanding each : outstanding.values()) {
            each.isWaiting = false;
        }
        List.copyOf(outstanding.keySet()).forEach(this::send);
        fill();
    }

    void close() {
        isOpen = false;
        session++;
        for (Outstanding each : outstanding.values()) {
            each.isWaiting = true;
            each.resendAt = Long.MAX_VALUE;
        }
    }

    void spare(int deliveries) {
        spared += deliveries;
    }

    boolean isOpen() {
        return isOpen;
    }

    /** The broker starts anew and keeps its data; it refuses acknowledgements until a stream is open. */
    void forget() {
        close();
        isForgotten = true;
    }

    /** Everything is gone and offsets start at 0 again; the first {@code hidden} are not shown. */
    void loseData(int hidden) {
        close();
        for (int i = 0; i < log.size(); i++) {
            checker.lostByBroker(log.get(i));
        }
        log.clear();
        outstanding.clear();
        next = 0;
        hiddenBelow = hidden;
        checker.offsetsRestart(number);
    }

    private void fill() {
        while (isOpen && !isBlocked && outstanding.size() < scenario.window() && next < log.size()) {
            long offset = next++;
            outstanding.put(offset, new Outstanding(log.get((int) offset)));
            send(offset);
        }
    }

    private void send(long offset) {
        Outstanding each = outstanding.get(offset);
        if (each == null || !isOpen) {
            return;
        }
        if (each.deliveries >= Math.max(MOST_DELIVERIES, spared)) {
            if (!isBlocked) {
                isBlocked = true;
                checker.blocked(number, offset);
            }
            return;
        }
        each.deliveries++;
        each.deliveredAt = world.now();
        each.isWaiting = false;
        long to = session;
        wireFreeAt = Math.max(wireFreeAt, world.now() + world.between(0, 5));
        SimRecord record = each.record;
        Reader receiver = reader;
        world.at(wireFreeAt, () -> {
            if (session == to) {
                receiver.delivered(number, offset, record);
            }
        });
    }

    private void heartbeat() {
        long now = world.now();
        for (long offset : List.copyOf(outstanding.keySet())) {
            Outstanding each = outstanding.get(offset);
            if (each == null || !isOpen) {
                continue;
            }
            if (each.isWaiting) {
                if (now >= each.resendAt) {
                    send(offset);
                }
            } else if (now - each.deliveredAt >= ACK_TIMEOUT_MILLIS) {
                each.isWaiting = true;
                each.resendAt = now + (1000L << Math.min(each.deliveries - 1, 5));
            }
        }
        world.after(HEARTBEAT_MILLIS, this::heartbeat);
    }

    /**
     * An acknowledgement arrives. It is by offset alone: unknown ones are ignored, waiting ones swallowed.
     *
     * @return false if the broker does not know the subscription
     */
    boolean acknowledge(long offset, SimRecord meant) {
        if (isForgotten) {
            checker.note("acknowledgement refused as unknown", number, offset);
            Outstanding refused = outstanding.get(offset);
            if (refused != null) {
                // Its copy is acknowledged when it comes, whatever was acknowledged before.
                refused.wasSwallowed = true;
            }
            return false;
        }
        Outstanding each = outstanding.get(offset);
        if (each == null) {
            return true;
        }
        if (each.isWaiting && (isOpen || scenario.swallowsWhenClosed())) {
            each.wasSwallowed = true;
            return true;
        }
        if (!each.record.equals(meant)) {
            checker.acknowledgedForAnother(number, offset, each.record);
        } else if (offset == outstanding.lastKey() && outstanding.size() > 1 && next == log.size()) {
            // H6c: the dispatcher waits for the next publish now, and redelivers none of the lower ones.
            boolean isMeant = outstanding.headMap(offset).values().stream().noneMatch(lower -> lower.wasSwallowed);
            if (isMeant && isOpen) {
                checker.stalledByOrder(number, offset);
            }
        }
        outstanding.remove(offset);
        fill();
        return true;
    }

    /** How many records the subscription has not done with. */
    void forEachOpen(LongConsumer offsets) {
        outstanding.keySet().forEach(offsets::accept);
        for (long offset = next; offset < log.size(); offset++) {
            offsets.accept(offset);
        }
    }
}
