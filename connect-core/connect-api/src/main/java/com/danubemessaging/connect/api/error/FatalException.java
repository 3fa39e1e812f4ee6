package com.danubemessaging.connect.api.error;

import org.jspecify.annotations.Nullable;

/** An error that cannot pass: the connector stops with exit code 1, and nothing is acknowledged that was not done. */
public final class FatalException extends ConnectException {

    private static final long serialVersionUID = 1L;

    /** With the code {@link CoreErrorCode#FATAL}. */
    public FatalException(String message) {
        this(CoreErrorCode.FATAL, message, null);
    }

    /** With the code {@link CoreErrorCode#FATAL} and the failure underneath. */
    public FatalException(String message, @Nullable Throwable cause) {
        this(CoreErrorCode.FATAL, message, cause);
    }

    /** With a code of the connector's own. */
    public FatalException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause, true);
    }

    @Override
    public FailureKind kind() {
        return FailureKind.FATAL;
    }
}
