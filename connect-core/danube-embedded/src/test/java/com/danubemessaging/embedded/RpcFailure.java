package com.danubemessaging.embedded;

import io.vertx.grpc.common.GrpcStatus;
import org.jspecify.annotations.Nullable;

/** A call that ended with another status than OK. */
public final class RpcFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The status. */
    public final GrpcStatus status;

    /** Its text, empty without one. */
    public final String text;

    public RpcFailure(GrpcStatus status, @Nullable String text) {
        super(status + ": " + text);
        this.status = status;
        this.text = text == null ? "" : text;
    }
}
