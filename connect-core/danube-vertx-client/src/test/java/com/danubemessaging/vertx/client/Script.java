package com.danubemessaging.vertx.client;

import io.vertx.core.MultiMap;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.GrpcServerRequest;
import io.vertx.grpc.server.GrpcServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * What a scripted broker does with the calls of one method, and what it has received. Scripted steps come before the
 * rule.
 */
final class Script<Q, A> {

    /** What to do with one call. */
    interface Step<Q, A> {
        void play(Q request, GrpcServerResponse<Q, A> response);
    }

    /** A call as it arrived. */
    record Received<Q, A>(Q request, MultiMap headers, long nanoTime, GrpcServerResponse<Q, A> response) {}

    private final BlockingQueue<Received<Q, A>> received = new LinkedBlockingQueue<>();
    private final Queue<Step<Q, A>> steps = new ConcurrentLinkedQueue<>();
    private volatile Step<Q, A> rule;

    Script(Function<Q, A> rule) {
        this.rule = answer(rule);
    }

    static <Q, A> Step<Q, A> answer(Function<Q, A> rule) {
        return (request, response) -> response.end(rule.apply(request));
    }

    static <Q, A> Step<Q, A> status(GrpcStatus status, String text) {
        return (request, response) ->
                response.status(status).statusMessage(text).end();
    }

    /** Never answers. */
    static <Q, A> Step<Q, A> silence() {
        return (request, response) -> {};
    }

    /** Sends headers and then nothing. */
    static <Q, A> Step<Q, A> headersOnly() {
        return (request, response) -> response.writeHead();
    }

    /** Resets the stream. */
    static <Q, A> Step<Q, A> reset() {
        return (request, response) -> response.cancel();
    }

    /** Plays the step for the next call that has none yet. */
    @SafeVarargs
    final Script<Q, A> then(Step<Q, A>... next) {
        steps.addAll(List.of(next));
        return this;
    }

    /** Plays the step for all calls that no {@link #then} speaks for. */
    Script<Q, A> always(Step<Q, A> step) {
        rule = step;
        return this;
    }

    void bind(GrpcServerRequest<Q, A> call) {
        call.errorHandler(error -> {});
        call.exceptionHandler(error -> {});
        call.handler(request -> {
            GrpcServerResponse<Q, A> response = call.response();
            response.exceptionHandler(error -> {});
            Step<Q, A> step = steps.poll();
            received.add(new Received<>(request, call.headers(), System.nanoTime(), response));
            (step == null ? rule : step).play(request, response);
        });
    }

    /** The next call, waiting for it. */
    Received<Q, A> take() throws InterruptedException {
        Received<Q, A> next = received.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("the broker received no further call of this method within 10 s");
        }
        return next;
    }

    /** The next calls, waiting for them. */
    List<Q> take(int count) throws InterruptedException {
        List<Q> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            calls.add(take().request());
        }
        return calls;
    }

    /** Calls received and not yet taken. */
    int waiting() {
        return received.size();
    }
}
