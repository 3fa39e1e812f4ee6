package com.danubemessaging.connect.launcher;

import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.launcher.logging.LogSettings;
import com.danubemessaging.connect.launcher.logging.Logging;
import com.danubemessaging.connect.runtime.CheckReport;
import com.danubemessaging.connect.runtime.ConnectRuntime;
import com.danubemessaging.connect.runtime.ConnectRuntimeOptions;
import com.danubemessaging.connect.runtime.config.ConfigLoader;
import com.danubemessaging.connect.runtime.config.LoadedConfig;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Validates the configuration, then contacts Danube and the external system without moving data. Exit code 0 if all is
 * well, 1 if anything is not.
 */
@Command(
        name = "check",
        sortOptions = false,
        description = "Validates the configuration and reaches out to both ends, without moving data.")
final class CheckCommand implements Callable<Integer> {

    private static final long CLOSE_SECONDS = 2;

    private final Surroundings surroundings;

    @Mixin
    private final ConfigFileOption file = new ConfigFileOption();

    @Mixin
    private final ConnectorOption connector = new ConnectorOption();

    @Option(names = "--strict", description = "Warnings, such as an unknown key, are errors.")
    private boolean strict;

    @Option(names = "--offline", description = "Validates the configuration only.")
    private boolean offline;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to wait for both ends. Default: ${DEFAULT-VALUE}.")
    private long timeoutSeconds = 60;

    @Mixin
    private final HelpOption help = new HelpOption();

    CheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        // The report is the answer; the log speaks up only if something is odd.
        Logging.install(LogSettings.of(surroundings.environment(), "warn", surroundings.terminal()), true);
        ConnectorProvider provider = connector.choose(surroundings);
        Optional<Path> path = file.resolve(surroundings);
        CheckPrinter printer = new CheckPrinter(surroundings.out());
        printer.title(provider, path);
        Optional<ConnectorConfig> config = checkConfiguration(provider, path, printer);
        if (config.isPresent() && !offline) {
            checkEnds(provider, config.get(), printer);
        }
        return printer.summary().code();
    }

    private Optional<ConnectorConfig> checkConfiguration(
            ConnectorProvider provider, Optional<Path> path, CheckPrinter printer) {
        LoadedConfig loaded;
        try {
            loaded = ConfigLoader.load(path, surroundings.environment(), provider.spec());
        } catch (ConfigurationException invalid) {
            printer.failed("configuration", FailureText.of(invalid).sentence());
            return Optional.empty();
        }
        loaded.warnings().forEach(warning -> {
            if (strict) {
                printer.failed("configuration", warning.toString());
            } else {
                printer.warned("configuration", warning.toString());
            }
        });
        if (loaded.warnings().isEmpty() || !strict) {
            printer.passed("configuration", "every key is valid");
        }
        return Optional.of(loaded.config());
    }

    private void checkEnds(ConnectorProvider provider, ConnectorConfig config, CheckPrinter printer) {
        Vertx vertx = Vertx.vertx();
        try {
            ConnectRuntimeOptions options =
                    new ConnectRuntimeOptions().setServeHttp(false).setEnvironment(surroundings.environment());
            CheckReport report = ConnectRuntime.create(vertx, config, options)
                    .check(provider)
                    .await(timeoutSeconds, TimeUnit.SECONDS);
            report.items().forEach(printer::item);
            report.notes().forEach(printer::note);
        } catch (TimeoutException silent) {
            printer.failed("connection", "no answer within " + timeoutSeconds + " s");
        } catch (Exception failure) {
            printer.failed("connection", FailureText.of(failure).sentence());
        } finally {
            close(vertx);
        }
    }

    private static void close(Vertx vertx) {
        try {
            vertx.close().await(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException slow) {
            // The process ends now, and with it what did not close; the answer is printed already.
        }
    }
}
