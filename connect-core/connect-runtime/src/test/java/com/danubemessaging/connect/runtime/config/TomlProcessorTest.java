package com.danubemessaging.connect.runtime.config;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.connect.api.error.ConfigurationException;
import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.config.spi.ConfigProcessor;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class TomlProcessorTest {

    private final TomlProcessor processor = new TomlProcessor();

    @Test
    void namesTheFileOfTheStoreInAnError(Vertx vertx) {
        JsonObject store = new JsonObject().put("path", "/etc/connector.toml");

        assertThatThrownBy(() -> processor
                        .process(vertx, store, Buffer.buffer("a = 1\na = 2\n"))
                        .await(10, SECONDS))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("/etc/connector.toml: line 2, column 1: the key is given twice in its table");
    }

    @Test
    void speaksOfTheConfigurationWhereTheStoreHasNoPath(Vertx vertx) {
        assertThatThrownBy(() ->
                        processor.process(vertx, null, Buffer.buffer("= 1")).await(10, SECONDS))
                .hasMessageStartingWith("configuration: line 1, column 1: ");
    }

    @Test
    void isFoundByVertxConfigUnderItsName() {
        assertThat(ServiceLoader.load(ConfigProcessor.class))
                .anySatisfy(found -> assertThat(found).isInstanceOf(TomlProcessor.class))
                .anySatisfy(found -> assertThat(found.name()).isEqualTo("toml"));
    }

    @Test
    void servesAFileStoreOfVertxConfig(Vertx vertx, @TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("c.toml"), "[mqtt]\nport = 9007199254740993\n");
        ConfigRetriever retriever = ConfigRetriever.create(
                vertx,
                new ConfigRetrieverOptions()
                        .setIncludeDefaultStores(false)
                        .addStore(new ConfigStoreOptions()
                                .setType("file")
                                .setFormat("toml")
                                .setConfig(new JsonObject().put("path", file.toString()))));

        JsonObject config = retriever.getConfig().await(10, SECONDS);

        assertThat(config.getJsonObject("mqtt").getLong("port")).isEqualTo(9007199254740993L);
        retriever.close().await(10, SECONDS);
    }
}
