package com.danubemessaging.connect.api.error;

import org.jspecify.annotations.Nullable;

/**
 * A record that can never be written or published as it is. Carries no stack trace, because it comes at the rate of the
 * records.
 */
public sealed class InvalidDataException extends ConnectException permits RecordTooLargeException {

    private static final long serialVersionUID = 1L;

    /** With the code {@link CoreErrorCode#INVALID_RECORD}. */
    public InvalidDataException(String message) {
        this(CoreErrorCode.INVALID_RECORD, message, null);
    }

    /** With the code {@link CoreErrorCode#INVALID_RECORD} and the failure underneath. */
    public InvalidDataException(String message, @Nullable Throwable cause) {
        this(CoreErrorCode.INVALID_RECORD, message, cause);
    }

    /** With a code of the connector's own. */
    public InvalidDataException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause, false);
    }

    @Override
    public FailureKind kind() {
        return FailureKind.INVALID_DATA;
    }
}
