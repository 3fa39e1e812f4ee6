package com.danubemessaging.embedded;

import io.vertx.grpc.common.GrpcStatus;
import org.jspecify.annotations.Nullable;

/** A call that ended with another status than OK. */
final class RpcFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    final GrpcStatus status;
    final String text;

    RpcFailure(GrpcStatus status, @Nullable String text) {
        super(status + ": " + text);
        this.status = status;
        this.text = text == null ? "" : text;
    }
}
