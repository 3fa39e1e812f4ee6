package com.danubemessaging.connect.source.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.runtime.config.ConfigReference;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    private static final String START = "<!-- config:start -->";
    private static final String END = "<!-- config:end -->";

    @Test
    void showsTheTableOfTheDeclaredFields() throws Exception {
        String readme = Files.readString(Path.of("README.md"));

        String table = readme.substring(readme.indexOf(START) + START.length(), readme.indexOf(END));

        assertThat(table.strip())
                .isEqualTo(ConfigReference.of(MqttFields.SPEC).markdown().strip());
    }

    @Test
    void quotesTheMinimalConfig() throws Exception {
        String minimal = Files.readString(Path.of("config/minimal.toml"));

        String withoutComment = minimal.substring(minimal.indexOf('\n') + 1).strip();

        assertThat(Files.readString(Path.of("README.md"))).contains("```toml\n" + withoutComment + "\n```");
    }
}
