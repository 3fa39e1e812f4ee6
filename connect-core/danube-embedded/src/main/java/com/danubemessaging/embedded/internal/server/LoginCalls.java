package com.danubemessaging.embedded.internal.server;

import com.danubemessaging.embedded.internal.security.Gate;
import com.danubemessaging.proto.AuthResponse;
import com.danubemessaging.proto.AuthServiceGrpcService;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.StatusException;
import java.util.UUID;

/**
 * The login of former client releases, which exchange an API key for a token before anything else and end when they
 * cannot (Danube protocol: client generations). It lets them in where everybody is let in.
 */
final class LoginCalls {

    private final Gate gate;

    /** @param gate of the broker that the client logs in to */
    LoginCalls(Gate gate) {
        this.gate = gate;
    }

    void bind(GrpcCalls calls) {
        calls.unary(AuthServiceGrpcService.Authenticate, login -> {
            if (gate != Gate.OPEN) {
                throw new StatusException(
                        GrpcStatus.UNIMPLEMENTED,
                        "API keys are not known here: a token of this broker is shown with every call instead");
            }
            return Future.succeededFuture(AuthResponse.newBuilder()
                    .setToken(UUID.randomUUID().toString())
                    .build());
        });
    }
}
