package com.danubemessaging.connect.api.error;

import org.jspecify.annotations.Nullable;

/**
 * A failure that may pass: the runtime tries again. Carries no stack trace, because it comes at the rate of the
 * retries.
 */
public final class RetryableException extends ConnectException {

    private static final long serialVersionUID = 1L;

    /** With the code {@link CoreErrorCode#TEMPORARY}. */
    public RetryableException(String message) {
        this(CoreErrorCode.TEMPORARY, message, null);
    }

    /** With the code {@link CoreErrorCode#TEMPORARY} and the failure underneath. */
    public RetryableException(String message, @Nullable Throwable cause) {
        this(CoreErrorCode.TEMPORARY, message, cause);
    }

    /** With a code of the connector's own. */
    public RetryableException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause, false);
    }

    @Override
    public FailureKind kind() {
        return FailureKind.RETRYABLE;
    }
}
