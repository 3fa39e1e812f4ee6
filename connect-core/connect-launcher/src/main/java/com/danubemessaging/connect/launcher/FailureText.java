package com.danubemessaging.connect.launcher;

import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.error.ConnectException;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.FileSystemException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * A failure in one sentence for the user.
 *
 * @param sentence what went wrong; for our own errors their message, which says what to change
 * @param expected whether the sentence is all there is to say; otherwise the stack trace belongs into the log
 */
record FailureText(String sentence, boolean expected) {

    static FailureText of(Throwable failure) {
        Throwable cause = unwrapped(failure);
        if (cause instanceof LaunchException || cause instanceof ConnectException) {
            return new FailureText(messageOf(cause), true);
        }
        if (cause instanceof BindException) {
            return new FailureText(
                    "a port cannot be listened on: " + messageOf(cause) + "; check " + CoreFields.METRICS_PORT.key()
                            + " and the ports among the connector's own keys",
                    true);
        }
        if (cause instanceof FileSystemException file) {
            String reason = file.getReason() == null ? file.getClass().getSimpleName() : file.getReason();
            return new FailureText("file " + file.getFile() + ": " + reason, true);
        }
        if (cause instanceof IOException) {
            return new FailureText(messageOf(cause), true);
        }
        return new FailureText("unexpected failure, please report it: " + cause, false);
    }

    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String messageOf(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
