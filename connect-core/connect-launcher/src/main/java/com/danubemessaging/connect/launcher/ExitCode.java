package com.danubemessaging.connect.launcher;

/**
 * What the process tells its parent.
 *
 * <table>
 * <caption>All exit codes</caption>
 * <tr><th>code</th><th>meaning</th></tr>
 * <tr><td>0</td><td>done: stopped by SIGTERM or SIGINT after draining, or nothing left to do, or a command answered</td></tr>
 * <tr><td>1</td><td>any failure: configuration, start, a connector that cannot go on, a check that found something</td></tr>
 * <tr><td>2</td><td>wrong command line</td></tr>
 * <tr><td>128 + n</td><td>a second signal, of number n, ended the process without draining; 143 for SIGTERM</td></tr>
 * </table>
 *
 * <p>0 and 1 are upstream's (upstream gives 143 on SIGTERM, which it does not handle).
 */
public enum ExitCode {
    /** Everything that was to be done is done. */
    DONE(0),
    /** Something failed; a sentence on standard error or in the log says what. */
    FAILURE(1),
    /** The command line is wrong; a sentence on standard error says where. */
    USAGE(2);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** The number. */
    public int code() {
        return code;
    }

    /**
     * The number when a second signal ends the process at once.
     *
     * @param signal the signal's number, for example 15 for SIGTERM
     */
    public static int ofSecondSignal(int signal) {
        return 128 + signal;
    }

    /**
     * The meaning of what Vert.x's launcher returns: 0 when deployed, 2 for its command line, and 1, 11 or 15 for
     * failures of its own, of Vert.x or of the deployment (Vert.x 5: {@code io.vertx.launcher.application.ExitCodes}).
     */
    static ExitCode ofVertx(int code) {
        return switch (code) {
            case 0 -> DONE;
            case 2 -> USAGE;
            default -> FAILURE;
        };
    }
}
