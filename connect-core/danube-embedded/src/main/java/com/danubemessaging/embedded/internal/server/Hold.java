package com.danubemessaging.embedded.internal.server;

import com.danubemessaging.embedded.model.BrokerCall;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;

/** Withholds the calls of one kind on one topic, before or after their effect. Confined to the broker's context. */
public final class Hold {

    private final BrokerCall call;
    private final String topic;
    private final boolean isBeforeEffect;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final Promise<Void> first = Promise.promise();

    Hold(BrokerCall call, String topic, boolean isBeforeEffect) {
        this.call = call;
        this.topic = topic;
        this.isBeforeEffect = isBeforeEffect;
    }

    boolean holds(BrokerCall call, String topic) {
        return this.call == call && this.topic.equals(topic);
    }

    /** Takes a call; the future completes if and when it is let go. */
    <R> Future<R> take(Supplier<Future<R>> answer) {
        Promise<R> reply = Promise.promise();
        if (isBeforeEffect) {
            waiting.add(() -> run(answer).onComplete(reply));
        } else {
            Future<R> done = run(answer);
            waiting.add(() -> done.onComplete(reply));
        }
        first.tryComplete();
        return reply.future();
    }

    private static <R> Future<R> run(Supplier<Future<R>> answer) {
        try {
            return answer.get();
        } catch (RuntimeException refused) {
            return Future.failedFuture(refused);
        }
    }

    /** Completes when a call is withheld. */
    public Future<Void> first() {
        return first.future();
    }

    /** How many calls wait. */
    public int size() {
        return waiting.size();
    }

    /** Lets go what waits, in order of arrival. */
    void release() {
        List<Runnable> calls = List.copyOf(waiting);
        waiting.clear();
        calls.forEach(Runnable::run);
    }

    /** Forgets what waits. */
    void drop() {
        waiting.clear();
    }
}
