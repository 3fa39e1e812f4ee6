package com.danubemessaging.connect.runtime.host;

import io.vertx.core.Future;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Calls into connectors as futures: whatever is thrown becomes a failed one. */
final class Blocking {

    /** A call without a result that may throw anything. */
    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }

    private Blocking() {}

    static <T> Future<T> call(Callable<T> call) {
        try {
            return Future.succeededFuture(call.call());
        } catch (Exception | LinkageError | StackOverflowError e) {
            return Future.failedFuture(e);
        }
    }

    static Future<Void> run(Action action) {
        return call(() -> {
            action.run();
            return null;
        });
    }

    /** Calls a method that returns a future, but may throw instead. */
    static <T> Future<T> compose(Supplier<Future<T>> call) {
        try {
            return call.get();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return Future.failedFuture(e);
        }
    }
}
