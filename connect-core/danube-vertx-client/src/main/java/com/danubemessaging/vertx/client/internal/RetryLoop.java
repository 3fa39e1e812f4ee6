package com.danubemessaging.vertx.client.internal;

import com.danubemessaging.vertx.client.DanubeException;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Repeats an attempt with growing pauses until it succeeds, fails for good, runs out of time or is cancelled. Attempts
 * never overlap. Confined to its context.
 */
final class RetryLoop<T> {

    private static final long NO_TIMER = -1;

    private final ClientScope scope;
    private final Operation operation;
    private final String topic;
    private final Backoff backoff;
    private final Supplier<Future<T>> attempt;
    private final Predicate<DanubeException> permanent;
    private final Promise<T> promise = Promise.promise();
    private int failures;
    private long pauseTimer = NO_TIMER;
    private long deadlineTimer = NO_TIMER;
    private boolean done;
    private @Nullable DanubeException last;

    /** @param permanent which failures end the loop */
    RetryLoop(
            ClientScope scope,
            Operation operation,
            String topic,
            Backoff backoff,
            Supplier<Future<T>> attempt,
            Predicate<DanubeException> permanent) {
        this.scope = scope;
        this.operation = operation;
        this.topic = topic;
        this.backoff = backoff;
        this.attempt = attempt;
        this.permanent = permanent;
    }

    /** Starts with an attempt; zero means no deadline. */
    Future<T> start(Duration deadline) {
        if (!deadline.isZero()) {
            deadlineTimer = scope.vertx().setTimer(deadline.toMillis(), id -> outOfTime(deadline));
        }
        tryOnce();
        return promise.future();
    }

    /** Starts with a pause, as if the attempt had failed this often in a row, at least once. */
    Future<T> startAfter(int failuresSoFar) {
        failures = failuresSoFar;
        pause();
        return promise.future();
    }

    private void tryOnce() {
        if (done) {
            return;
        }
        Future<T> outcome;
        try {
            outcome = attempt.get();
        } catch (RuntimeException e) {
            outcome = Future.failedFuture(e);
        }
        outcome.onComplete(this::settled);
    }

    private void settled(AsyncResult<T> outcome) {
        if (done) {
            return;
        }
        if (outcome.succeeded()) {
            finish();
            promise.complete(outcome.result());
            return;
        }
        DanubeException failure = StatusMapping.asDanube(operation, topic, outcome.cause());
        last = failure;
        if (failure.kind() == Kind.CLOSED || permanent.test(failure)) {
            finish();
            promise.fail(failure);
            return;
        }
        failures++;
        scope.warnings().warn(operation, topic, failures, failure);
        pause();
    }

    private void pause() {
        if (!done) {
            long delay = backoff.delayMillis(Math.max(0, failures - 1), ClientScope::random);
            pauseTimer = scope.vertx().setTimer(delay, id -> tryOnce());
        }
    }

    private void outOfTime(Duration deadline) {
        DanubeException reason = last;
        cancel(new DanubeException(
                Kind.TRANSIENT,
                "Could not " + operation.words() + " " + topic + " within " + deadline.toMillis() + " ms"
                        + (reason == null ? "" : "; last: " + reason.getMessage())));
    }

    /** Ends the loop; an attempt that is under way is not waited for. */
    void cancel(DanubeException reason) {
        if (!done) {
            finish();
            promise.fail(reason);
        }
    }

    private void finish() {
        done = true;
        scope.vertx().cancelTimer(pauseTimer);
        scope.vertx().cancelTimer(deadlineTimer);
    }
}
