package com.danubemessaging.connect.runtime.config;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.connect.api.config.ConfigProblem;
import com.danubemessaging.connect.api.config.ConfigSpec;
import com.danubemessaging.connect.api.config.ConfigValues;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.error.ConfigurationException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every behaviour holds for both ways of loading. */
@ExtendWith(VertxExtension.class)
class ConfigLoaderTest {

    private static final ConfigSpec NO_FIELDS = ConfigSpec.of();

    private static final String SMALLEST = "danube_service_url = 'http://file:1'\nconnector_name = 'file'\n";

    @TempDir
    Path folder;

    private Vertx vertx;

    enum Way {
        BLOCKING,
        FUTURE
    }

    @BeforeEach
    void keepVertx(Vertx vertx) {
        this.vertx = vertx;
    }

    private LoadedConfig load(Way way, Optional<Path> file, Map<String, String> environment, ConfigSpec spec)
            throws Exception {
        return way == Way.BLOCKING
                ? ConfigLoader.load(file, environment, spec)
                : ConfigLoader.load(vertx, file, environment, spec).await(10, SECONDS);
    }

    private Path file(String toml) throws IOException {
        return Files.writeString(folder.resolve("connector.toml"), toml);
    }

    @ParameterizedTest
    @EnumSource
    void namesTheFileThatIsNotThereAndTheVariable(Way way) throws Exception {
        Path absent = folder.resolve("absent.toml");
        String message = absent + ": no such file; check the path that CONNECTOR_CONFIG_PATH or the command line gives";

        assertThatThrownBy(() -> load(way, Optional.of(absent), Map.of(), NO_FIELDS))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(message);
        assertThatThrownBy(() ->
                        load(way, Optional.empty(), Map.of("CONNECTOR_CONFIG_PATH", absent.toString()), NO_FIELDS))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @EnumSource
    void saysThatAFolderCannotBeRead(Way way) throws Exception {
        assertThatThrownBy(() -> load(way, Optional.of(folder), Map.of(), NO_FIELDS))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(folder + ": cannot be read");
    }

    @ParameterizedTest
    @EnumSource
    void namesTheVariableWhereThereIsNoFileAndTheEnvironmentIsNotEnough(Way way) throws Exception {
        assertThatThrownBy(() -> load(way, Optional.empty(), Map.of("CONNECTOR_CONFIG_PATH", ""), NO_FIELDS))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("environment (no file: CONNECTOR_CONFIG_PATH is not set): 2 problems:\n");
    }

    @ParameterizedTest
    @EnumSource
    void saysWhereBrokenTomlIsBroken(Way way) throws Exception {
        Path file = file("connector_name = 'a'\nconnector_name = 'b'\n");

        assertThatThrownBy(() -> load(way, Optional.of(file), Map.of(), NO_FIELDS))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(file + ": line 2, column 1: the key is given twice in its table");
    }

    @ParameterizedTest
    @EnumSource
    void listsEveryProblemAndEveryWarningOnALineOfItsOwn(Way way) throws Exception {
        Path file = file("connector_name = ''\nconector_name = 'x'\n[retry]\nmax_retries = 101\n");

        assertThatThrownBy(() -> load(way, Optional.of(file), Map.of("DANUBE_SERVICE_URL", ""), NO_FIELDS))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        file
                                + """
                        : 3 problems:
                          danube_service_url: environment variable DANUBE_SERVICE_URL cannot be empty; give it a value or unset it
                          connector_name: cannot be empty
                          retry.max_retries: 101 must be between 0 and 100
                        1 warning:
                          conector_name: unknown key, ignored; did you mean connector_name?""");
    }

    @ParameterizedTest
    @EnumSource
    void speaksOfOneProblemInTheSingular(Way way) throws Exception {
        Path file = file(SMALLEST + "state_dir = 5\n");

        assertThatThrownBy(() -> load(way, Optional.of(file), Map.of(), NO_FIELDS))
                .hasMessage(file + ": 1 problem:\n  state_dir: found the number 5, expected a string");
    }

    @ParameterizedTest
    @EnumSource
    void putsTheEnvironmentOverTheFile(Way way) throws Exception {
        Map<String, String> environment = Map.of(
                "CONNECTOR_CONFIG_PATH", file(SMALLEST).toString(),
                "DANUBE_SERVICE_URL", "http://env:2",
                "CONNECTOR_NAME", "env");

        ConnectorConfig config =
                load(way, Optional.empty(), environment, NO_FIELDS).config();

        assertThat(config.danubeServiceUrl()).isEqualTo("http://env:2");
        assertThat(config.connectorName()).isEqualTo("env");
    }

    @ParameterizedTest
    @EnumSource
    void prefersTheGivenFileToTheVariable(Way way) throws Exception {
        Path given = file(SMALLEST);

        LoadedConfig loaded = load(
                way,
                Optional.of(given),
                Map.of("CONNECTOR_CONFIG_PATH", folder.resolve("absent").toString()),
                NO_FIELDS);

        assertThat(loaded.config().connectorName()).isEqualTo("file");
        assertThat(loaded.warnings()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void needsNoFileWhereTheEnvironmentGivesEverything(Way way) throws Exception {
        Map<String, String> environment = Map.of("DANUBE_SERVICE_URL", "http://env:2", "CONNECTOR_NAME", "env");

        assertThat(load(way, Optional.empty(), environment, NO_FIELDS).config().connectorName())
                .isEqualTo("env");
    }

    @ParameterizedTest
    @EnumSource
    void readsTheConnectorsKeysAndHandsWarningsOn(Way way) throws Exception {
        Path file = file(Sample.FILE.replace("[mqtt]\n", "[mqtt]\nuse_tsl = true\nbroker_port = 1884\n"));

        LoadedConfig loaded = load(way, Optional.of(file), Map.of(), Sample.SPEC);

        assertThat(loaded.config().get(Sample.PORT)).isEqualTo(1884L);
        assertThat(loaded.config().get(Sample.ROUTES)).hasSize(1);
        assertThat(loaded.warnings())
                .containsExactly(new ConfigProblem("mqtt.use_tsl", "unknown key, ignored; did you mean mqtt.use_tls?"));
    }

    @Test
    void completesOnTheContextOfTheCaller() throws Exception {
        Path file = file(SMALLEST);
        Context context = vertx.getOrCreateContext();
        CompletableFuture<Context> completedOn = new CompletableFuture<>();

        context.runOnContext(start -> ConfigLoader.load(vertx, Optional.of(file), Map.of(), NO_FIELDS)
                .onComplete(done -> completedOn.complete(Vertx.currentContext())));

        assertThat(completedOn.get(10, SECONDS)).isSameAs(context);
    }

    @Test
    void failsTheFutureForASpecThatDeclaresAKeyOfTheCore() {
        ConfigSpec clash = ConfigSpec.of(CoreFields.CONNECTOR_NAME);

        assertThatThrownBy(() -> ConfigLoader.load(vertx, Optional.empty(), Map.of(), clash)
                        .await(10, SECONDS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key connector_name is declared twice");
    }

    @Test
    void readsTheCoresKeysOfAFileAndPassesOverTheConnectorsTables() throws IOException {
        ConnectorConfig config = ConfigLoader.fromFile(file(Sample.FILE));

        assertThat(config.connectorName()).isEqualTo("test");
        assertThat(config.get(CoreFields.BATCH_SIZE)).isEqualTo(1000L);
    }

    @Test
    void readsTheCoresKeysOfTheEnvironmentAlone() {
        ConnectorConfig config = ConfigLoader.fromEnv(Map.of(
                "DANUBE_SERVICE_URL", "http://env:2", "CONNECTOR_NAME", "env", "CONNECTOR_CONFIG_PATH", "/absent"));

        assertThat(config.danubeServiceUrl()).isEqualTo("http://env:2");
        assertThat(config.connectorName()).isEqualTo("env");
    }

    @Test
    void loadsATreeThatAnApplicationBuilt() {
        Map<String, Object> tree = Map.of("danube_service_url", "http://tree:1", "connector_name", "tree");

        assertThat(ConfigLoader.fromTree(tree, Map.of("CONNECTOR_NAME", "env"), NO_FIELDS)
                        .config()
                        .connectorName())
                .isEqualTo("env");
        assertThatThrownBy(() -> ConfigLoader.fromTree(Map.of("connector_name", "x"), Map.of(), NO_FIELDS))
                .hasMessageStartingWith("configuration: 1 problem:\n  danube_service_url: is missing");
    }

    @Test
    void putsTheEnvironmentOverValuesThatAnApplicationBuilt() {
        ConnectorConfig built = new ConnectorConfig(ConfigValues.of(Map.of(
                "danube_service_url", "http://built:1",
                "connector_name", "built",
                "retry.retry_backoff_ms", Duration.ofSeconds(7))));

        LoadedConfig loaded = ConfigLoader.applyEnvOverrides(built, Map.of("CONNECTOR_NAME", "env"), NO_FIELDS);

        assertThat(loaded.config().connectorName()).isEqualTo("env");
        assertThat(loaded.config().danubeServiceUrl()).isEqualTo("http://built:1");
        assertThat(loaded.config().get(CoreFields.RETRY_BACKOFF)).isEqualTo(Duration.ofSeconds(7));
        assertThatThrownBy(() -> ConfigLoader.applyEnvOverrides(
                        new ConnectorConfig(ConfigValues.of(Map.of())), Map.of("CONNECTOR_NAME", ""), NO_FIELDS))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("configuration: 2 problems:\n  danube_service_url: is missing");
    }
}
