package com.danubemessaging.vertx.client.internal;

import com.danubemessaging.vertx.client.DanubeException;
import io.vertx.grpc.common.GrpcStatus;
import org.jspecify.annotations.Nullable;

/** A failed call, with what only the client itself needs to know about it. */
final class CallException extends DanubeException {

    private static final long serialVersionUID = 1L;

    private final boolean reattach;

    CallException(
            Kind kind,
            String message,
            @Nullable GrpcStatus status,
            boolean ambiguous,
            int retryLimit,
            @Nullable Throwable cause,
            boolean reattach) {
        super(kind, message, status, ambiguous, retryLimit, cause);
        this.reattach = reattach;
    }

    /** Whether the broker no longer knows the producer or consumer: find the topic and register again. */
    boolean reattach() {
        return reattach;
    }

    static boolean asksToReattach(Throwable failure) {
        return failure instanceof CallException call && call.reattach();
    }
}
