package com.danubemessaging.connect.api.error;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** An error whose kind decides what the runtime does; exactly one of the four subclasses. */
public abstract sealed class ConnectException extends RuntimeException
        permits RetryableException, InvalidDataException, FatalException, ConfigurationException {

    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;

    ConnectException(ErrorCode code, String message, @Nullable Throwable cause, boolean stackTrace) {
        super(message, cause, stackTrace, stackTrace);
        this.code = Objects.requireNonNull(code, "code");
    }

    /** The stable name of what went wrong. */
    public ErrorCode code() {
        return code;
    }

    /** What the runtime does about it. */
    public abstract FailureKind kind();

    /**
     * The kind of any failure: that of a {@code ConnectException}, also as the cause of a {@link CompletionException}
     * or {@link ExecutionException}; {@link IOException} is {@link FailureKind#RETRYABLE}; everything else is
     * {@link FailureKind#UNCLASSIFIED}.
     */
    public static FailureKind kindOf(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof ConnectException known) {
            return known.kind();
        }
        return cause instanceof IOException ? FailureKind.RETRYABLE : FailureKind.UNCLASSIFIED;
    }
}
