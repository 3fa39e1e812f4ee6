package com.danubemessaging.connect.source.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.runtime.config.ConfigLoader;
import com.danubemessaging.connect.runtime.config.ConfigReference;
import com.danubemessaging.connect.source.webhook.config.WebhookFields;
import com.danubemessaging.connect.source.webhook.config.WebhookSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadmeTest {

    private static final String START = "<!-- config:start -->";
    private static final String END = "<!-- config:end -->";

    @Test
    void showsTheTableOfTheDeclaredFields() throws Exception {
        String readme = Files.readString(Path.of("README.md"));

        String table = readme.substring(readme.indexOf(START) + START.length(), readme.indexOf(END));

        assertThat(table.strip())
                .isEqualTo(ConfigReference.of(WebhookFields.SPEC).markdown().strip());
    }

    @Test
    void quotesTheMinimalConfig() throws Exception {
        String minimal = Files.readString(Path.of("config/minimal.toml"));

        String withoutComment = minimal.substring(minimal.indexOf('\n') + 1).strip();

        assertThat(Files.readString(Path.of("README.md"))).contains("```toml\n" + withoutComment + "\n```");
    }

    @Test
    void theFullFileIsWhatDescribePrints() throws Exception {
        String full = Files.readString(Path.of("config/full.toml"));

        assertThat(full.substring(full.indexOf('\n') + 1).strip())
                .isEqualTo(ConfigReference.ofConnector(WebhookFields.SPEC)
                        .fullToml()
                        .strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"config/minimal.toml", "config/full.toml"})
    void itsFilesAreValid(String file) {
        WebhookSettings settings = WebhookSettings.from(
                ConfigLoader.load(Optional.of(Path.of(file)), Map.of(), new WebhookSourceProvider().spec())
                        .config());

        assertThat(settings.routes().all()).isNotEmpty();
    }
}
