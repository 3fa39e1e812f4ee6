package com.danubemessaging.connect.testkit;

import io.vertx.core.Future;
import java.util.concurrent.Callable;

/** Plain calls that may throw, as futures that are complete. */
final class BlockingCalls {

    /** A call without a result. */
    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }

    private BlockingCalls() {}

    static <T> Future<T> call(Callable<T> call) {
        try {
            return Future.succeededFuture(call.call());
        } catch (Exception e) {
            return Future.failedFuture(e);
        }
    }

    static Future<Void> run(Action action) {
        return call(() -> {
            action.run();
            return null;
        });
    }
}
