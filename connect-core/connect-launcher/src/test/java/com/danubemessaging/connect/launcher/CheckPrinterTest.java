package com.danubemessaging.connect.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.runtime.CheckReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class CheckPrinterTest {

    @Test
    void showsHazardsAndFactsWithoutFailingForThem() {
        StringWriter text = new StringWriter();
        CheckPrinter printer = new CheckPrinter(new PrintWriter(text));

        printer.item(new CheckReport.Item("danube", true, "a broker answers"));
        printer.note(new CheckReport.Note("subscription", true, "it may lose records (H4 in danube-broker.md)"));
        printer.note(new CheckReport.Note("subscription", false, "3 records behind"));

        assertThat(printer.summary()).isEqualTo(ExitCode.DONE);
        assertThat(text.toString().lines())
                .containsExactly(
                        "  ok    danube         a broker answers",
                        "  warn  subscription   it may lose records (H4 in danube-broker.md)",
                        "  note  subscription   3 records behind",
                        "the check passed");
    }
}
