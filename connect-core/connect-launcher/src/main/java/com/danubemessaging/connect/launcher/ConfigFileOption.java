package com.danubemessaging.connect.launcher;

import com.danubemessaging.connect.runtime.config.ConfigLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The configuration file on the command line, and where else it is looked for. */
final class ConfigFileOption {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration file. Default: the one that CONNECTOR_CONFIG_PATH names, else"
                    + " /etc/connector.toml if it exists, else the environment alone.")
    private @Nullable Path option;

    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "The same, without the option's name.")
    private @Nullable Path parameter;

    /**
     * The file to read; empty if there is only the environment.
     *
     * @throws LaunchException if two files are given
     */
    Optional<Path> resolve(Surroundings surroundings) {
        if (option != null && parameter != null) {
            throw new LaunchException(
                    ExitCode.USAGE,
                    "two configuration files are given, --config " + option + " and " + parameter
                            + "; leave one of them");
        }
        String variable = surroundings.environment().getOrDefault(ConfigLoader.PATH_VARIABLE, "");
        Optional<Path> named = Optional.ofNullable(option)
                .or(() -> Optional.ofNullable(parameter))
                .or(() -> variable.isEmpty() ? Optional.empty() : Optional.of(Path.of(variable)));
        return named.or(() -> Optional.of(surroundings.usualConfigFile()).filter(Files::exists));
    }
}
