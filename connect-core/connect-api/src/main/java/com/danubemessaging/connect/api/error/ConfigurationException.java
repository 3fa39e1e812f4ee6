package com.danubemessaging.connect.api.error;

import org.jspecify.annotations.Nullable;

/**
 * A setting that is missing or wrong: exit code 1. The message names the key and says what to change; shown to the user
 * without a stack trace.
 */
public final class ConfigurationException extends ConnectException {

    private static final long serialVersionUID = 1L;

    /** With the code {@link CoreErrorCode#INVALID_CONFIGURATION}. */
    public ConfigurationException(String message) {
        this(CoreErrorCode.INVALID_CONFIGURATION, message, null);
    }

    /** With the code {@link CoreErrorCode#INVALID_CONFIGURATION} and the failure underneath. */
    public ConfigurationException(String message, @Nullable Throwable cause) {
        this(CoreErrorCode.INVALID_CONFIGURATION, message, cause);
    }

    /** With a code of the connector's own. */
    public ConfigurationException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause, true);
    }

    @Override
    public FailureKind kind() {
        return FailureKind.CONFIGURATION;
    }
}
