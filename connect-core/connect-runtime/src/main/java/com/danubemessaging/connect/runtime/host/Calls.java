package com.danubemessaging.connect.runtime.host;

import com.danubemessaging.connect.api.error.FatalException;
import io.vertx.core.Future;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * Calls into connectors as futures. Whatever is thrown becomes a failed one, errors included: a connector that breaks
 * an assertion or its class path must be answered for, not leave a call without an end. Stateless.
 */
final class Calls {

    /** A call without a result that may throw anything. */
    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }

    private Calls() {}

    static <T> Future<T> call(Callable<T> call) {
        try {
            return Future.succeededFuture(call.call());
        } catch (Throwable thrown) {
            return Future.failedFuture(failure(thrown));
        }
    }

    static Future<Void> run(Action action) {
        return call(() -> {
            action.run();
            return null;
        });
    }

    /** Calls a method that returns a future, but may throw or return null instead. */
    static <T> Future<T> compose(String method, Supplier<Future<T>> call) {
        Future<T> future;
        try {
            future = call.get();
        } catch (Throwable thrown) {
            return Future.failedFuture(failure(thrown));
        }
        return future == null
                ? Future.failedFuture(new IllegalStateException(method + " returned null instead of a future"))
                : future;
    }

    /** A connector that ran out of memory cannot be trusted with another try. */
    private static Throwable failure(Throwable thrown) {
        return thrown instanceof OutOfMemoryError
                ? new FatalException("the connector ran out of memory: " + thrown.getMessage(), thrown)
                : thrown;
    }
}
