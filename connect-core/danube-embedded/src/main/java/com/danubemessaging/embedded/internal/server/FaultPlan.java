package com.danubemessaging.embedded.internal.server;

import com.danubemessaging.embedded.model.BrokerCall;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.StatusException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The mishaps ordered for coming calls, first ordered first served. A refused call has no effect; a call whose reply is
 * delayed or lost has had its effect. Confined to the broker's context.
 */
public final class FaultPlan {

    private static final long LOST = -1;

    private final Vertx vertx;
    private final Map<BrokerCall, ArrayDeque<StatusException>> refusals = new EnumMap<>(BrokerCall.class);
    private final Map<BrokerCall, ArrayDeque<Long>> replyDelays = new EnumMap<>(BrokerCall.class);
    private final List<Hold> holds = new ArrayList<>();
    private final Map<String, String> newOwners = new HashMap<>();

    FaultPlan(Vertx vertx) {
        this.vertx = vertx;
    }

    /** The next calls end with a status. */
    public void refuse(BrokerCall call, int count, GrpcStatus status, String text) {
        for (int i = 0; i < count; i++) {
            refusals.computeIfAbsent(call, c -> new ArrayDeque<>()).add(new StatusException(status, text));
        }
    }

    /** The replies of the next calls leave late. */
    public void delayReplies(BrokerCall call, int count, long millis) {
        for (int i = 0; i < count; i++) {
            replyDelays.computeIfAbsent(call, c -> new ArrayDeque<>()).add(millis);
        }
    }

    /** The replies of the next calls never leave. */
    public void loseReplies(BrokerCall call, int count) {
        delayReplies(call, count, LOST);
    }

    /** Calls of a kind on a topic wait from now on, before or after their effect. */
    public Hold hold(BrokerCall call, String topic, boolean isBeforeEffect) {
        Hold hold = new Hold(call, topic, isBeforeEffect);
        holds.add(hold);
        return hold;
    }

    /** Ends a hold; what waits goes on. */
    public void release(Hold hold) {
        holds.remove(hold);
        hold.release();
    }

    /** Ends a hold; what waits is forgotten. */
    public void drop(Hold hold) {
        holds.remove(hold);
        hold.drop();
    }

    /** Lookups of a topic answer this address from now on. */
    public void redirect(String topic, String url) {
        newOwners.put(topic, url);
    }

    /** Where a topic has moved to, or null. */
    @Nullable
    String newOwner(String topic) {
        return newOwners.get(topic);
    }

    /** Forgets everything ordered for coming calls; what is held stays so. */
    public void clear() {
        refusals.clear();
        replyDelays.clear();
    }

    /** The refusal ordered for this call, or null. */
    @Nullable
    StatusException refusal(BrokerCall call) {
        ArrayDeque<StatusException> queue = refusals.get(call);
        return queue == null ? null : queue.poll();
    }

    /** Does a call's work and answers as ordered; a failure of the work is answered at once. */
    <R> Future<R> answer(BrokerCall call, String topic, Supplier<R> work) {
        StatusException refused = refusal(call);
        if (refused != null) {
            return Future.failedFuture(refused);
        }
        for (Hold hold : holds) {
            if (hold.holds(call, topic)) {
                return hold.take(() -> answer(call, work));
            }
        }
        return answer(call, work);
    }

    private <R> Future<R> answer(BrokerCall call, Supplier<R> work) {
        R reply = work.get();
        ArrayDeque<Long> queue = replyDelays.get(call);
        Long delay = queue == null ? null : queue.poll();
        if (delay == null) {
            return Future.succeededFuture(reply);
        }
        if (delay == LOST) {
            return Promise.<R>promise().future();
        }
        return vertx.timer(Math.max(1, delay), TimeUnit.MILLISECONDS).map(reply);
    }
}
