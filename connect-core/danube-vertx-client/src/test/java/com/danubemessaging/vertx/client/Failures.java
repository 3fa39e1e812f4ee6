package com.danubemessaging.vertx.client;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Future;

/** Awaits the failure of a future. */
final class Failures {

    private Failures() {}

    static DanubeException of(Future<?> future) throws Exception {
        Object result;
        try {
            result = future.await(10, SECONDS);
        } catch (DanubeException expected) {
            return expected;
        }
        throw new AssertionError("expected a DanubeException, got the result " + result);
    }
}
