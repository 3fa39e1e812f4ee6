package com.danubemessaging.connect.runtime.broker;

import com.danubemessaging.vertx.client.Message;
import com.danubemessaging.vertx.client.PartitionConsumer;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Holds the messages of one partition back while the meaning of a schema is being asked for, so that they stay in
 * order. Reading goes on meanwhile: a consumer that does not read stalls its topic for everybody.
 *
 * <p>What is held is bounded, and a delivery that is not acknowledged comes again after 30 s, at most six times. So
 * when the answer takes long or much has arrived, what is held is forgotten and the stream is closed until the answer
 * is there: everything held comes again then. The stream of a key-shared subscription is paused instead; once away, it
 * would have to come back under another name. Confined to the runtime's context.
 */
final class SchemaGate {

    /** Before the broker counts a delivery as failed (Danube protocol: acknowledgement timeout, 30 s). */
    static final long PATIENCE_MILLIS = 20_000;

    /** Messages that are held at most. */
    static final int MAX_RECORDS = 1000;

    /** Bytes of payload after which nothing more is held. */
    static final long MAX_BYTES = 4L * 1024 * 1024;

    private final Vertx vertx;
    private final PartitionConsumer consumer;
    private final SchemaLookup lookup;
    private final boolean isClosable;
    private final BiConsumer<Message, SchemaLookup.Meaning> next;
    private final Deque<Message> held = new ArrayDeque<>();
    private long heldBytes;
    private boolean isAsking;
    /** The stream was closed by this gate. */
    private boolean isAway;
    /** The stream was paused by this gate. */
    private boolean isFull;
    /** The stream was paused from outside. */
    private boolean isPaused;
    /** The stream was closed from outside. */
    private boolean isDetached;

    private long patience = -1;

    /**
     * @param isClosable whether the stream may be closed for a while; one of a key-shared subscription may not
     * @param next takes what may go on
     */
    SchemaGate(
            Vertx vertx,
            PartitionConsumer consumer,
            SchemaLookup lookup,
            boolean isClosable,
            BiConsumer<Message, SchemaLookup.Meaning> next) {
        this.vertx = vertx;
        this.consumer = consumer;
        this.lookup = lookup;
        this.isClosable = isClosable;
        this.next = next;
    }

    void arrived(Message message) {
        if (isAway) {
            return;
        }
        SchemaLookup.Meaning meaning = isAsking ? null : lookup.find(message);
        if (meaning != null) {
            next.accept(message, meaning);
            return;
        }
        held.add(message);
        heldBytes += message.payload().length();
        if (!isAsking) {
            ask(message);
        }
        if (held.size() >= MAX_RECORDS || heldBytes >= MAX_BYTES) {
            full();
        }
    }

    private void ask(Message message) {
        isAsking = true;
        if (patience == -1 && isClosable) {
            patience = vertx.setTimer(PATIENCE_MILLIS, timer -> goAway());
        }
        lookup.ask(message).onSuccess(answered -> release());
    }

    private void full() {
        if (isClosable) {
            goAway();
        } else if (!isFull) {
            isFull = true;
            consumer.pause();
        }
    }

    private void goAway() {
        forgetPatience();
        isAway = true;
        forget();
        consumer.detach();
    }

    private void release() {
        isAsking = false;
        while (!held.isEmpty()) {
            SchemaLookup.Meaning meaning = lookup.find(held.element());
            if (meaning == null) {
                ask(held.element());
                return;
            }
            Message message = held.remove();
            heldBytes -= message.payload().length();
            next.accept(message, meaning);
        }
        forgetPatience();
        if (isFull) {
            isFull = false;
            if (!isPaused) {
                consumer.resume();
            }
        }
        if (isAway) {
            isAway = false;
            if (!isDetached) {
                consumer.attach();
            }
        }
    }

    private void forget() {
        held.clear();
        heldBytes = 0;
    }

    private void forgetPatience() {
        if (patience != -1) {
            vertx.cancelTimer(patience);
            patience = -1;
        }
    }

    /** What is held comes again on the next stream. */
    void streamEnded() {
        forget();
    }

    void pause() {
        isPaused = true;
        consumer.pause();
    }

    void resume() {
        isPaused = false;
        if (!isFull) {
            consumer.resume();
        }
    }

    void detach() {
        isDetached = true;
        forget();
        consumer.detach();
    }

    void attach() {
        isDetached = false;
        resume();
        if (!isAway) {
            consumer.attach();
        }
    }

    Optional<String> problem() {
        return isAsking
                ? Optional.of("waiting for the schema registry to explain a schema of " + consumer.topic())
                : Optional.empty();
    }
}
