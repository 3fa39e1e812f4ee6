package com.danubemessaging.vertx.client;

import io.vertx.grpc.common.GrpcStatus;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why an operation of the client did not succeed, as one sentence that names the operation, the topic and what came
 * back.
 *
 * <p>The {@link #kind()} says what to do about it. Instances carry no stack trace: they describe answers of a remote
 * system, arrive at high rates while a broker is away, and a trace would only show the event loop. Immutable.
 */
public class DanubeException extends RuntimeException {

    /** The value of {@link #retryLimit()} for failures that pass: try again as long as it takes. */
    public static final int RETRY_FOREVER = Integer.MAX_VALUE;

    /** What a failure is about, and therefore what to do. */
    public enum Kind {
        /** Passes by itself: try again, at most {@link #retryLimit()} times. */
        TRANSIENT,
        /** About this record: no repeat can succeed. The next record is not affected. */
        RECORD,
        /** The topic, an option or the broker's configuration must change before a repeat can succeed. */
        CONFIGURATION,
        /** The broker does not know the caller or does not allow the operation. */
        AUTHORIZATION,
        /** The topic does not exist. */
        TOPIC_NOT_FOUND,
        /** A bound on what may be in flight was reached; nothing was sent. Wait for the drain handler. */
        BACKPRESSURE,
        /** The client, producer or consumer was closed. */
        CLOSED
    }

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final @Nullable GrpcStatus grpcStatus;
    private final boolean ambiguous;
    private final int retryLimit;

    /** A failure that never reached a broker: no status, not ambiguous; retry limit by kind. */
    public DanubeException(Kind kind, String message) {
        this(kind, message, null, false, kind == Kind.TRANSIENT ? RETRY_FOREVER : 0, null);
    }

    /**
     * @param retryLimit how many more tries make sense, 0 or more
     * @param cause the transport's failure; null when the broker answered
     */
    public DanubeException(
            Kind kind,
            String message,
            @Nullable GrpcStatus grpcStatus,
            boolean ambiguous,
            int retryLimit,
            @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.kind = Objects.requireNonNull(kind);
        this.grpcStatus = grpcStatus;
        this.ambiguous = ambiguous;
        this.retryLimit = retryLimit;
    }

    /** What the failure is about. */
    public Kind kind() {
        return kind;
    }

    /** The status the broker answered; null when it did not answer. */
    public @Nullable GrpcStatus grpcStatus() {
        return grpcStatus;
    }

    /**
     * Whether the broker may have carried out the operation although it failed here (a time-out, a reset, a lost
     * connection after the request had left). A repeat may then store a record twice.
     */
    public boolean isAmbiguous() {
        return ambiguous;
    }

    /**
     * How many more tries of the same operation make sense: {@link #RETRY_FOREVER} for failures that pass, a small
     * number where the broker's answer may hide a permanent cause, 0 for permanent ones.
     */
    public int retryLimit() {
        return retryLimit;
    }
}
