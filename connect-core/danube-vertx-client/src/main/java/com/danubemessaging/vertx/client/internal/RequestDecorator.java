package com.danubemessaging.vertx.client.internal;

import io.vertx.core.MultiMap;

/**
 * Adds headers to a request just before it leaves. Runs for every call, so that a token can be a fresh one each time.
 * Must not block.
 */
@FunctionalInterface
interface RequestDecorator {

    /** Adds nothing. */
    RequestDecorator NONE = headers -> {};

    void decorate(MultiMap headers);
}
