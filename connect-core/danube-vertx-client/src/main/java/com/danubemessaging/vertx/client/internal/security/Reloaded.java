package com.danubemessaging.vertx.client.internal.security;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that is read from elsewhere and may change there: its newest good value. Readings never overlap; who asks
 * while one is under way gets its result. Confined to the client's context.
 */
final class Reloaded<T> {

    private static final Logger log = LoggerFactory.getLogger(Reloaded.class);

    private final String name;
    private final Supplier<Future<T>> source;
    private @Nullable T value;
    private @Nullable Promise<T> reading;
    private String problem = "";
    private boolean reported;
    private boolean hasWarned;

    /**
     * @param name what it is, as the subject of a sentence
     * @param source reads it once; an equal result counts as unchanged
     */
    Reloaded(String name, Supplier<Future<T>> source) {
        this.name = name;
        this.source = source;
    }

    /** The newest good value; null until there was one. */
    @Nullable
    T value() {
        return value;
    }

    /** The newest good value, read now if there is none. */
    Future<T> get() {
        T known = value;
        return known == null ? read() : Future.succeededFuture(known);
    }

    /**
     * Reads again.
     *
     * @return the newest good value, which is the former one if the reading failed; fails only if there never was one
     */
    Future<T> read() {
        Promise<T> running = reading;
        if (running != null) {
            return running.future();
        }
        Promise<T> begun = Promise.promise();
        reading = begun;
        ask().onComplete(outcome -> {
            reading = null;
            settle(begun, outcome);
        });
        return begun.future();
    }

    /** Completes when no reading is under way. */
    Future<Void> idle() {
        Promise<T> running = reading;
        return running == null
                ? Future.succeededFuture()
                : running.future().transform(read -> Future.succeededFuture());
    }

    private Future<T> ask() {
        try {
            return source.get();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private void settle(Promise<T> waiting, AsyncResult<T> outcome) {
        T former = value;
        if (outcome.succeeded()) {
            T fresh = outcome.result();
            if (former != null && (hasWarned || !former.equals(fresh))) {
                log.info("{} changed; using the new one from now on", name);
            }
            value = fresh;
            problem = "";
            reported = false;
            hasWarned = false;
            waiting.complete(fresh);
        } else if (former == null) {
            waiting.fail(outcome.cause());
        } else {
            report(String.valueOf(outcome.cause().getMessage()));
            waiting.complete(former);
        }
    }

    /** Tells of a problem that was there twice in a row: files of one set are rarely replaced at the same instant. */
    private void report(String text) {
        if (!text.equals(problem)) {
            problem = text;
            reported = false;
        } else if (!reported) {
            reported = true;
            hasWarned = true;
            log.warn("{}; going on with the former one", text);
        }
    }
}
