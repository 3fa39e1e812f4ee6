package com.danubemessaging.connect.launcher;

/** A command that cannot be carried out; the message is the sentence for the user, and there is nothing more to say. */
final class LaunchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    LaunchException(ExitCode exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /** How the process ends because of it. */
    ExitCode exitCode() {
        return exitCode;
    }
}
