package com.danubemessaging.connect.runtime.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages say what the code does. {@code -Dreference.write=true} writes them. */
class ReferencePageTest {

    private static final Path FOLDER = Path.of("..", "docs", "reference");

    @ParameterizedTest
    @EnumSource
    void isUpToDate(ReferencePage page) throws Exception {
        Path file = FOLDER.resolve(page.file());
        if (Boolean.getBoolean("reference.write")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, page.text());
        }

        assertThat(file)
                .as("run this test with -Dreference.write=true, and commit what it writes")
                .hasContent(page.text());
    }
}
