package com.danubemessaging.connect.launcher;

import com.danubemessaging.connect.runtime.Termination;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the user why a command failed: a sentence on standard error, and the stack trace of a surprise in the log. */
final class FailureReport {

    private static final Logger LOG = LoggerFactory.getLogger(DanubeConnect.class);

    private final PrintWriter err;

    FailureReport(PrintWriter err) {
        this.err = err;
    }

    /**
     * Prints the failure.
     *
     * @return how the process ends because of it
     */
    ExitCode print(Throwable failure) {
        FailureText text = FailureText.of(failure);
        err.println("Error: " + text.sentence());
        err.flush();
        if (!text.expected()) {
            LOG.error("Unexpected failure", failure);
        }
        return failure instanceof LaunchException refused ? refused.exitCode() : ExitCode.FAILURE;
    }

    /**
     * Prints why a running connector ended.
     *
     * @return how the process ends because of it
     */
    ExitCode print(Termination termination) {
        err.println("Error: " + termination.reason());
        err.flush();
        Throwable cause = termination.cause();
        if (cause != null && !FailureText.of(cause).expected()) {
            LOG.error("Unexpected failure of the connector", cause);
        }
        return ExitCode.FAILURE;
    }
}
