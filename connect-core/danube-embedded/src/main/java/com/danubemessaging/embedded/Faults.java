package com.danubemessaging.embedded;

import com.danubemessaging.embedded.internal.server.BrokerVerticle;
import com.danubemessaging.embedded.model.BrokerCall;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;

/**
 * The mishaps that a broker and a network can have, to order. A fault is in place when its future has completed; faults
 * on coming calls and deliveries are used up one by one, in the order in which they were ordered. May be called from
 * any thread.
 */
public final class Faults {

    private final BrokerVerticle verticle;

    Faults(BrokerVerticle verticle) {
        this.verticle = verticle;
    }

    /**
     * Refuses the next calls of a kind, which then have no effect.
     *
     * @param count how many, 1 or more
     * @param text the status text that the client sees
     */
    public Future<Void> refuse(BrokerCall call, int count, GrpcStatus status, String text) {
        return run(() -> verticle.faults().refuse(call, count, status, text));
    }

    /**
     * Lets the replies of the next calls of a kind wait; the calls have their effect at once. Refused calls do not
     * count. {@link BrokerCall#RECEIVE_MESSAGES} has no reply to wait for.
     */
    public Future<Void> delayReplies(BrokerCall call, int count, Duration delay) {
        return run(() -> verticle.faults().delayReplies(call, count, delay.toMillis()));
    }

    /**
     * Swallows the replies of the next calls of a kind; the calls have their effect, and stay open until the client
     * gives up. {@link BrokerCall#RECEIVE_MESSAGES} has no reply to lose.
     */
    public Future<Void> loseReplies(BrokerCall call, int count) {
        return run(() -> verticle.faults().loseReplies(call, count));
    }

    /**
     * Withholds every call of a kind on a topic, from now on and before it has any effect, until the hold is ended.
     * Refused calls are not withheld. {@link BrokerCall#RECEIVE_MESSAGES} and {@link BrokerCall#HEALTH_CHECK} belong to
     * no topic and cannot be withheld.
     */
    public Future<HeldCalls> holdCalls(BrokerCall call, String topic) {
        return hold(call, topic, true);
    }

    /** The same after the effect: the calls are carried out, and only their replies wait. */
    public Future<HeldCalls> holdReplies(BrokerCall call, String topic) {
        return hold(call, topic, false);
    }

    private Future<HeldCalls> hold(BrokerCall call, String topic, boolean isBeforeEffect) {
        return verticle.call(() -> new HeldCalls(verticle, verticle.faults().hold(call, topic, isBeforeEffect)));
    }

    /** Forgets what was ordered for coming calls; calls that are withheld stay so. */
    public Future<Void> clear() {
        return run(() -> verticle.faults().clear());
    }

    /**
     * Breaks all open receive streams without a status; connections stay. The consumers are inactive until they open a
     * stream again.
     *
     * @return how many streams there were
     */
    public Future<Integer> resetStreams() {
        return verticle.call(() -> verticle.control().resetStreams());
    }

    /** Cuts all connections; clients may connect again at once. */
    public Future<Void> closeConnections() {
        return verticle.call(verticle::closeConnections).compose(closed -> closed);
    }

    /**
     * Begins a topic's move to another broker: sends are refused with PERMISSION_DENIED "draining", new producers and
     * consumers with UNAVAILABLE, lookups with NOT_FOUND. {@link #moveTopic} ends it.
     */
    public Future<Void> drainTopic(String topic) {
        return run(() -> verticle.control().drainTopic(topic));
    }

    /**
     * Moves a topic to a new owner, which is this broker again: streams end normally, old producer and consumer ids get
     * NOT_FOUND or CLOSE, offsets go on, and unacknowledged messages are delivered again from the cursor on.
     */
    public Future<Void> moveTopic(String topic) {
        return run(() -> verticle.control().moveTopic(topic));
    }

    /**
     * Moves a topic to a new owner at another address: like {@link #moveTopic(String)}, and from now on lookups answer
     * with a redirect to that address. This broker serves the topic there too, if the address leads to it, for example
     * through a proxy.
     *
     * @param newOwnerUrl {@code http://host:port}
     */
    public Future<Void> moveTopic(String topic, String newOwnerUrl) {
        return run(() -> {
            verticle.control().moveTopic(topic);
            verticle.faults().redirect(topic, newOwnerUrl);
        });
    }

    /**
     * Lets a reliable topic lose its messages while its cursors survive, as a broker with local storage does when it
     * restarts: offsets begin again at 0, and a subscription with cursor n sees none of the first n + 1 new messages.
     * Otherwise like {@link #moveTopic}.
     */
    public Future<Void> loseOffsets(String topic) {
        return run(() -> verticle.control().loseOffsets(topic, false));
    }

    /**
     * Lets a reliable topic lose its messages and its cursors: offsets begin again at 0, and every subscription begins
     * again at the latest message when it is next used. Otherwise like {@link #moveTopic}.
     */
    public Future<Void> loseOffsetsAndCursors(String topic) {
        return run(() -> verticle.control().loseOffsets(topic, true));
    }

    /**
     * Makes a gap: the next messages that a reliable subscription has not read yet, present or future, are passed over
     * as if they were acknowledged.
     *
     * @return fails if the subscription has not been used since the broker started
     */
    public Future<Void> skip(String topic, String subscription, int count) {
        return run(() -> verticle.control().skip(topic, subscription, count));
    }

    /**
     * Writes each of the next deliveries of a reliable subscription twice, to the same consumer.
     *
     * @return fails if the subscription has not been used since the broker started
     */
    public Future<Void> duplicate(String topic, String subscription, int count) {
        return run(() -> verticle.control().duplicate(topic, subscription, count));
    }

    private Future<Void> run(Runnable task) {
        return verticle.call(() -> {
            task.run();
            return null;
        });
    }
}
