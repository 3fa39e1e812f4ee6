package com.danubemessaging.connect.source.hello;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.runtime.config.ConfigReference;
import com.danubemessaging.connect.testkit.GuideExcerpts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DocumentsTest {

    @Test
    void theGuideQuotesThisModuleVerbatim() throws IOException {
        assertThat(GuideExcerpts.stale(Path.of("../../connect-core/docs/writing-a-source.md"), Path.of(".")))
                .isEmpty();
    }

    @Test
    void theReadmeShowsTheConfigurationThatIsShipped() throws IOException {
        assertThat(GuideExcerpts.stale(Path.of("README.md"), Path.of("."))).isEmpty();
    }

    @Test
    void theReadmeListsEveryKey() throws IOException {
        assertThat(Files.readString(Path.of("README.md")))
                .contains(ConfigReference.of(HelloSourceConfig.SPEC).markdown());
    }
}
