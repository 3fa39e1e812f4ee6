package com.danubemessaging.connect.launcher;

import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.launcher.logging.LogSettings;
import com.danubemessaging.connect.launcher.logging.Logging;
import com.danubemessaging.connect.runtime.ConnectRuntimeOptions;
import com.danubemessaging.connect.runtime.config.ConfigLoader;
import com.danubemessaging.connect.runtime.config.LoadedConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Runs the connector until it is stopped or fails. The calling thread waits; the start happens on a thread of its own,
 * so that a signal during a slow start is obeyed.
 */
@Command(
        name = "run",
        sortOptions = false,
        description = "Runs the connector until SIGTERM or SIGINT. The default command.",
        footer = {
            "",
            "Vert.x system properties work too: -Dvertx.options.*, -Dvertx.metrics.options.*,",
            "-Dvertx.eventBus.options.*."
        })
final class RunCommand implements Callable<Integer> {

    /** What closing may take after the connector's own limit for draining, before the process stops waiting for it. */
    private static final Duration STOP_MARGIN = Duration.ofSeconds(2);

    private final Surroundings surroundings;

    @Mixin
    private final ConfigFileOption file = new ConfigFileOption();

    @Mixin
    private final ConnectorOption connector = new ConnectorOption();

    @Mixin
    private final VertxFlags vertxFlags = new VertxFlags();

    @Mixin
    private final HelpOption help = new HelpOption();

    RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        installLog(null);
        List<String> arguments = vertxFlags.toArguments();
        ConnectorProvider provider = connector.choose(surroundings);
        Optional<Path> path = file.resolve(surroundings);
        LoadedConfig loaded = ConfigLoader.load(path, surroundings.environment(), provider.spec());
        ConnectorConfig config = loaded.config();
        LogSettings settings = installLog(config.get(CoreFields.LOG_LEVEL));
        settings.warnings().forEach(LoggerFactory.getLogger(Logging.class)::warn);
        StartLine.log(provider, loaded, path);

        FailureReport report = new FailureReport(surroundings.err());
        Lifetime lifetime = new Lifetime(config.get(CoreFields.SHUTDOWN_TIMEOUT).plus(STOP_MARGIN), report);
        Signals.stopOnSignal(lifetime);
        Runnable start = () -> start(arguments, provider, config, lifetime, report);
        new Thread(start, "danube-connect-start").start();
        return lifetime.await().code();
    }

    private LogSettings installLog(@Nullable String level) {
        LogSettings settings = LogSettings.of(surroundings.environment(), level, surroundings.terminal());
        Logging.install(settings, false);
        return settings;
    }

    private void start(
            List<String> arguments,
            ConnectorProvider provider,
            ConnectorConfig config,
            Lifetime lifetime,
            FailureReport report) {
        try {
            // One registry for Vert.x, the runtime and the connector: one page to scrape.
            PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            ConnectRuntimeOptions options =
                    new ConnectRuntimeOptions().setMeterRegistry(registry).setEnvironment(surroundings.environment());
            ConnectorHooks hooks =
                    new ConnectorHooks(registry, () -> new ConnectorVerticle(config, provider, options, lifetime));
            ExitCode code = ExitCode.ofVertx(new ConnectorApplication(arguments, hooks).launch());
            if (code != ExitCode.DONE) {
                Throwable failure = hooks.failure();
                lifetime.failed(report.print(
                        failure != null
                                ? failure
                                : new LaunchException(code, "Vert.x does not start with the options given")));
            }
        } catch (Throwable failure) { // an Error too must end the process: event loops would keep it alive
            lifetime.failed(report.print(failure));
        }
    }
}
