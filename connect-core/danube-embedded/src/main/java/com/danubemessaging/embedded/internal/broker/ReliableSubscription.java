package com.danubemessaging.embedded.internal.broker;

import com.danubemessaging.embedded.internal.broker.Delivery.State;
import com.danubemessaging.embedded.internal.storage.StoredTopic;
import com.danubemessaging.embedded.internal.storage.TopicLog;
import com.danubemessaging.embedded.model.BrokerQuirks;
import com.danubemessaging.embedded.model.FailurePolicy;
import com.danubemessaging.embedded.model.Hazard;
import com.danubemessaging.embedded.model.PoisonPolicy;
import com.danubemessaging.embedded.model.SubscriptionStats;
import com.danubemessaging.embedded.model.SubscriptionType;
import com.danubemessaging.proto.StreamMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A cursor in a topic's log and the window of deliveries above it. Messages are read from the log, oldest first, while
 * the window has room; an acknowledgement frees its place and the next message follows at once. The cursor moves over
 * contiguous acknowledged offsets only.
 *
 * <p>The log is the only buffer, so a consumer that does not read delays nobody but its own subscription, and a backlog
 * of any length is delivered in full.
 */
final class ReliableSubscription extends Subscription {

    /** Reason given to a dead letter whose message was not acknowledged in time (Danube protocol: dead letters). */
    static final String ACK_TIMEOUT = "ack timeout";

    /** Commands that queue behind a stalled subscription (Danube protocol: reliable engine, command queue). */
    private static final int COMMANDS = 32;

    /** The same for a key-shared one. */
    private static final int KEY_SHARED_COMMANDS = 128;

    private final StoredTopic topic;
    private final TopicLog log;
    private final BrokerClock clock;
    private final DeadLetters deadLetters;
    private final DeliveryWindow window;
    private final DeliveryFaults faults = new DeliveryFaults();
    private final BrokerQuirks quirks;
    private final ReadBuffer buffer;
    private final Stall stall;
    private final boolean readsOnEventsOnly;
    private boolean mayRead;

    /**
     * What the next publish has to catch up with; null unless the subscription sleeps (Danube protocol: hazard H6c).
     */
    private @Nullable List<Runnable> missed;

    private FailurePolicy policy;
    private long nextOffset;
    private long savedCursor;
    private boolean blocked;
    private boolean dispatching;
    private boolean dispatchAgain;
    private long delivered;
    private long redeliveries;
    private long dropped;
    private long deadLettered;

    ReliableSubscription(
            String name,
            SubscriptionType type,
            StoredTopic topic,
            FailurePolicy policy,
            int capacity,
            BrokerSettings settings,
            BrokerClock clock,
            DeadLetters deadLetters) {
        super(name, type, settings.quirks().has(Hazard.H5) ? Stall.CONSUMER_BUFFER : 0, settings);
        this.quirks = settings.quirks();
        this.readsOnEventsOnly = quirks.has(Hazard.H6) && type == SubscriptionType.KEY_SHARED;
        this.stall = new Stall(type == SubscriptionType.KEY_SHARED ? KEY_SHARED_COMMANDS : COMMANDS);
        this.buffer = bufferOf(topic.cursor(name).isPresent());
        this.topic = topic;
        this.log = topic.log();
        this.policy = policy;
        this.clock = clock;
        this.deadLetters = deadLetters;
        this.window = new DeliveryWindow(capacity, type == SubscriptionType.KEY_SHARED);
        this.savedCursor = topic.cursor(name).orElse(log.endOffset() - 1);
        this.nextOffset = savedCursor + 1;
        topic.saveCursor(name, savedCursor);
    }

    /** Judges failures by another policy from now on; what is poison already only if it can be set free at all. */
    void policy(FailurePolicy changed) {
        policy = changed;
        if (!quirks.has(Hazard.H11) && changed.poisonPolicy() != PoisonPolicy.BLOCK) {
            for (Delivery delivery : window.snapshot()) {
                if (delivery.state == State.POISONED) {
                    failed(delivery, 0, delivery.reason);
                }
            }
            unblock();
        }
    }

    FailurePolicy policy() {
        return policy;
    }

    /** Lets so many messages be unacknowledged from now on; fewer take effect as acknowledgements come. */
    void window(int messages) {
        window.resize(messages);
        ready();
    }

    DeliveryFaults faults() {
        return faults;
    }

    @Override
    void published(StreamMessage message) {
        stall.published();
        arrived();
    }

    @Override
    void arrived() {
        wake();
        mayRead = true;
        ready();
        mayRead = false;
    }

    @Override
    @Nullable
    CompletionStage<Void> congestion() {
        return quirks.has(Hazard.H5) ? stall.awaited() : null;
    }

    @Override
    void ready() {
        if (missed != null) {
            return;
        }
        if (dispatching) {
            dispatchAgain = true;
            return;
        }
        dispatching = true;
        try {
            do {
                dispatchAgain = false;
                while (dispatchOne() || readOne()) {
                    // One message at a time, because each may change who can take the next.
                }
            } while (dispatchAgain);
        } finally {
            dispatching = false;
        }
        stall.update(window.hasReady() && members().anyActive());
        saveCursor();
    }

    @Override
    void release(Consumer consumer) {
        if (sleepsThrough(() -> release(consumer))) {
            return;
        }
        for (Delivery delivery : window.all()) {
            if (delivery.consumer == consumer
                    && (delivery.state == State.IN_FLIGHT || delivery.state == State.WAITING)) {
                delivery.consumer = null;
                window.makeReady(delivery);
            }
        }
        ready();
    }

    @Override
    void ack(long offset) {
        if (sleepsThrough(() -> ack(offset))) {
            return;
        }
        Delivery delivery = window.get(offset);
        if (delivery == null) {
            return;
        }
        if (delivery.state == State.IN_FLIGHT) {
            window.remove(delivery);
            ready();
            sleepAfter(offset);
        } else if (delivery.state == State.POISONED && !quirks.has(Hazard.H11)) {
            window.remove(delivery);
            unblock();
        }
    }

    @Override
    void nack(long offset, long delayMillis, @Nullable String reason) {
        if (sleepsThrough(() -> nack(offset, delayMillis, reason))) {
            return;
        }
        Delivery delivery = window.get(offset);
        if (delivery != null && delivery.state == State.IN_FLIGHT) {
            failed(delivery, delayMillis, reason);
            ready();
        }
    }

    @Override
    void heartbeat(long now) {
        if (missed != null) {
            return;
        }
        selector().heartbeat(now);
        for (Delivery delivery : window.snapshot()) {
            switch (delivery.state) {
                case IN_FLIGHT -> {
                    if (delivery.dueAt <= now) {
                        failed(delivery, 0, ACK_TIMEOUT);
                    }
                }
                case WAITING -> {
                    if (delivery.dueAt <= now) {
                        window.makeReady(delivery);
                    }
                }
                case DEAD_LETTER_PENDING -> deadLetter(delivery);
                case QUEUED, READY, POISONED -> {
                    // Not a matter of time.
                }
            }
        }
        arrived();
    }

    @Override
    SubscriptionStats stats() {
        int neverDelivered = 0;
        for (Delivery delivery : window.all()) {
            if (delivery.attempts == 0) {
                neverDelivered++;
            }
        }
        return new SubscriptionStats(
                name(),
                type(),
                buffer.limit(window.firstOpenOffset(nextOffset) - 1),
                window.all().size() - neverDelivered,
                neverDelivered + Math.max(0, log.endOffset() - nextOffset),
                delivered,
                redeliveries,
                dropped,
                deadLettered,
                blocked,
                members().activeNames());
    }

    /** Sends the first ready message that somebody can take; false if there is none. */
    private boolean dispatchOne() {
        for (Delivery delivery : window.ready()) {
            if (stopped() && delivery.attempts == 0) {
                continue;
            }
            Selection selection = selector().select(delivery.key);
            Consumer consumer = selection.consumer();
            if (consumer != null) {
                send(delivery, consumer);
                return true;
            }
            if (selection.isSkipped()) {
                dropped++;
                window.remove(delivery);
                return true;
            }
            if (type() != SubscriptionType.KEY_SHARED) {
                return false;
            }
        }
        return false;
    }

    /** Reads the next message into the window; false if there is no room, no message or no use in it. */
    private boolean readOne() {
        // Only keys make it worthwhile to look past a message that nobody can take.
        boolean enough = window.hasReady() && type() != SubscriptionType.KEY_SHARED;
        if (enough || stopped() || window.isFull() || nextOffset >= log.readableOffset()) {
            return false;
        }
        if (readsOnEventsOnly && !mayRead) {
            return false;
        }
        nextOffset = Math.max(nextOffset, log.startOffset());
        long reached = buffer.reach(nextOffset, log.readableOffset());
        if (buffer.isStopped()) {
            return false;
        }
        dropped += reached - nextOffset;
        nextOffset = reached;
        StreamMessage message = log.read(nextOffset);
        if (message == null) {
            return false;
        }
        if (!faults.skipsNext()) {
            window.add(new Delivery(nextOffset, message, keyOf(message)));
        }
        nextOffset++;
        mayRead = false;
        return true;
    }

    private void send(Delivery delivery, Consumer consumer) {
        window.leaveReady(delivery, State.IN_FLIGHT);
        delivery.consumer = consumer;
        delivery.dueAt = clock.monotonicMillis() + policy.ackTimeout().toMillis();
        delivery.attempts++;
        if (delivery.attempts == 1) {
            delivered++;
        } else {
            redeliveries++;
        }
        consumer.offer(delivery.message);
        if (faults.duplicatesNext() && consumer.canTake()) {
            consumer.offer(delivery.message);
        }
    }

    private void failed(Delivery delivery, long requestedDelayMillis, @Nullable String reason) {
        delivery.reason = reason;
        if (!policy.isExhausted(delivery.attempts)) {
            delivery.state = State.WAITING;
            delivery.dueAt =
                    clock.monotonicMillis() + policy.redeliveryDelayMillis(delivery.attempts, requestedDelayMillis);
            return;
        }
        switch (policy.poisonPolicy()) {
            case BLOCK -> {
                delivery.state = State.POISONED;
                blocked = true;
            }
            case DROP -> {
                dropped++;
                window.remove(delivery);
            }
            case DEAD_LETTER -> deadLetter(delivery);
        }
    }

    private void deadLetter(Delivery delivery) {
        if (deadLetters.publish(name(), delivery, policy)) {
            deadLettered++;
            window.remove(delivery);
        } else {
            delivery.state = State.DEAD_LETTER_PENDING;
        }
    }

    /**
     * The newest message was acknowledged before older ones: hazard H6c lets the subscription wait for the next one.
     */
    private void sleepAfter(long offset) {
        boolean isNewest = offset == nextOffset - 1 && nextOffset >= log.readableOffset();
        if (quirks.has(Hazard.H6C)
                && type() != SubscriptionType.KEY_SHARED
                && isNewest
                && !window.all().isEmpty()) {
            missed = new ArrayList<>();
        }
    }

    /** Whether the subscription sleeps; what happens meanwhile happens when it wakes. */
    private boolean sleepsThrough(Runnable event) {
        return missed != null && missed.add(event);
    }

    private void wake() {
        List<Runnable> events = missed;
        missed = null;
        if (events != null) {
            events.forEach(Runnable::run);
        }
    }

    private void unblock() {
        blocked = window.all().stream().anyMatch(delivery -> delivery.state == State.POISONED);
        ready();
    }

    private ReadBuffer bufferOf(boolean isResumed) {
        if (!quirks.has(Hazard.H4)) {
            return ReadBuffer.unlimited();
        }
        return isResumed ? ReadBuffer.ofResumedSubscription() : ReadBuffer.ofNewSubscription();
    }

    /** A blocked key stops its lane by itself; any other block stops everything new. */
    private boolean stopped() {
        return blocked && type() != SubscriptionType.KEY_SHARED;
    }

    private void saveCursor() {
        long cursor = buffer.limit(window.firstOpenOffset(nextOffset) - 1);
        if (cursor != savedCursor) {
            savedCursor = cursor;
            topic.saveCursor(name(), cursor);
            topic.trim();
        }
    }
}
