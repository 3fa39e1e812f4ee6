package com.danubemessaging.embedded.internal.security;

import io.vertx.core.MultiMap;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.StatusException;
import org.jspecify.annotations.Nullable;

/** Lets a call in or says why not, from its headers alone. Confined to the broker's event loop. */
@FunctionalInterface
public interface Gate {

    /** Asks nobody who they are, as a broker without security. */
    Gate OPEN = headers -> null;

    /**
     * Serves TLS but has no secret to check tokens with: who shows one is told so, since it would believe itself known.
     * A real broker also refuses those who show none.
     */
    Gate WITHOUT_SECRET = headers -> headers.contains("authorization")
            ? new StatusException(GrpcStatus.FAILED_PRECONDITION, "JWT support is not enabled")
            : null;

    /** Lets in who shows a valid token. */
    static Gate of(TokenCheck check) {
        return headers -> {
            String header = headers.get("authorization");
            if (header == null) {
                return new StatusException(GrpcStatus.UNAUTHENTICATED, "Authentication credentials are missing");
            }
            return check.accepts(header) ? null : new StatusException(GrpcStatus.UNAUTHENTICATED, "Invalid token");
        };
    }

    /** @return the refusal, or null to let the call in */
    @Nullable
    StatusException refusal(MultiMap headers);
}
