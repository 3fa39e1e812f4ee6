package com.danubemessaging.connect.runtime.pump;

import com.danubemessaging.connect.api.error.ConnectException;
import com.danubemessaging.connect.api.error.CoreErrorCode;
import com.danubemessaging.connect.runtime.broker.ClientFailures;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The bounded set of {@code error_type} values. Stateless. */
final class ErrorTypes {

    /** An acknowledgement that the broker did not take. */
    static final String ACK_FAILURE = "ack_failure";

    private ErrorTypes() {}

    static String of(@Nullable Throwable failure) {
        if (failure == null) {
            return "invalid_data";
        }
        if (ClientFailures.isOfBroker(failure)) {
            return "danube";
        }
        if (failure instanceof IOException) {
            return "io";
        }
        if (failure instanceof ConnectException known && known.code() == CoreErrorCode.SERIALIZATION) {
            return "serialization";
        }
        return switch (ConnectException.kindOf(failure)) {
            case RETRYABLE -> "retryable";
            case INVALID_DATA -> "invalid_data";
            case FATAL -> "fatal";
            case CONFIGURATION -> "configuration";
            case UNCLASSIFIED -> "unclassified";
        };
    }
}
