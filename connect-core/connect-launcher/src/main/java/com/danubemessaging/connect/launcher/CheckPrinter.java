package com.danubemessaging.connect.launcher;

import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.runtime.CheckReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The report of a check, line by line as results come in. Confined to the thread of the command.
 *
 * <pre>{@code
 * source-mqtt 0.1.0 with /etc/connector.toml
 *   ok    configuration  every key is valid
 *   FAIL  danube         http://localhost:6650 does not answer
 *   note  subscription   /default/orders: 12 records behind
 * 1 of 2 checks failed
 * }</pre>
 */
final class CheckPrinter {

    private final PrintWriter out;
    private int done;
    private int failures;

    CheckPrinter(PrintWriter out) {
        this.out = out;
    }

    void title(ConnectorProvider provider, Optional<Path> file) {
        String source = file.map(Path::toString).orElse("the environment alone");
        out.println(provider.type() + " " + provider.version() + " with " + source);
    }

    void passed(String name, String detail) {
        done++;
        line("ok", name, detail);
    }

    void failed(String name, String detail) {
        done++;
        failures++;
        line("FAIL", name, detail);
    }

    /** Something that is no check of its own and does not fail. */
    void warned(String name, String detail) {
        line("warn", name, detail);
    }

    /** What was found out beside; fails nothing. */
    void note(CheckReport.Note note) {
        line(note.isHazard() ? "warn" : "note", note.name(), note.detail());
    }

    void item(CheckReport.Item item) {
        if (item.ok()) {
            passed(item.name(), item.detail());
        } else {
            failed(item.name(), item.detail());
        }
    }

    /** Says how many checks failed, and gives the exit code for that. */
    ExitCode summary() {
        if (failures == 0) {
            out.println(done == 1 ? "the check passed" : "all " + done + " checks passed");
        } else {
            out.println(failures + " of " + done + (done == 1 ? " check failed" : " checks failed"));
        }
        out.flush();
        return failures == 0 ? ExitCode.DONE : ExitCode.FAILURE;
    }

    private void line(String verdict, String name, String detail) {
        // A message of several lines stays readable below its first one.
        out.printf("  %-4s  %-13s  %s%n", verdict, name, detail.replace("\n", "\n        "));
    }
}
