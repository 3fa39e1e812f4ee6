package com.danubemessaging.connect.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkedSectionTest {

    @TempDir
    Path folder;

    @Test
    void onlyWhatIsBetweenTheMarksIsReplaced() throws Exception {
        Path document = Files.writeString(
                folder.resolve("a.md"), "before\n<!-- x:begin -->\nold\nlines\n<!-- x:end -->\nafter\n");

        MarkedSection.replace(document, "x", "new");

        assertThat(document).hasContent("before\n<!-- x:begin -->\nnew\n<!-- x:end -->\nafter\n");
    }

    @Test
    void aDocumentWithoutTheMarksStaysAsItIs() throws Exception {
        Path document = Files.writeString(folder.resolve("a.md"), "nothing here\n");

        assertThatThrownBy(() -> MarkedSection.replace(document, "x", "new"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a.md")
                .hasMessageContaining("x:begin");
        assertThat(document).hasContent("nothing here\n");
    }
}
