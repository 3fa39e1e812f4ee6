package com.danubemessaging.connect.launcher;

import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.runtime.registry.ApiVersions;
import com.danubemessaging.connect.runtime.registry.Connectors;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which of the connectors on the class path a command means. Stateless. */
final class ConnectorChoice {

    private ConnectorChoice() {}

    /**
     * All connectors, by type.
     *
     * @throws LaunchException if a provider cannot be made
     */
    static List<ConnectorProvider> onClassPath() {
        try {
            return Connectors.all();
        } catch (ServiceConfigurationError broken) {
            String cause = broken.getCause() == null ? "" : " (" + broken.getCause() + ")";
            throw new LaunchException(
                    ExitCode.FAILURE, "a connector on the class path cannot be loaded: " + broken.getMessage() + cause);
        }
    }

    /**
     * The one that is meant.
     *
     * @param found all connectors
     * @param type the type asked for; null if the command line names none, which is enough when there is only one
     * @throws LaunchException if none or several fit
     * @throws com.danubemessaging.connect.api.error.ConfigurationException if the one that fits was built for another
     *     version of the SPI
     */
    static ConnectorProvider choose(List<ConnectorProvider> found, @Nullable String type) {
        if (found.isEmpty()) {
            throw new LaunchException(
                    ExitCode.FAILURE,
                    "there is no connector on the class path; start the fat jar of a connector, or add a jar that holds"
                            + " a ConnectorProvider");
        }
        ConnectorProvider chosen = type == null ? onlyOne(found) : byType(found, type);
        // Before anything else is asked of it: its other methods may not be what this runtime expects.
        ApiVersions.check(chosen);
        return chosen;
    }

    private static ConnectorProvider onlyOne(List<ConnectorProvider> found) {
        if (found.size() > 1) {
            throw new LaunchException(
                    ExitCode.USAGE,
                    "there are several connectors on the class path; choose one with --connector: " + types(found));
        }
        return found.get(0);
    }

    private static ConnectorProvider byType(List<ConnectorProvider> found, String type) {
        List<ConnectorProvider> fitting =
                found.stream().filter(provider -> provider.type().equals(type)).toList();
        if (fitting.isEmpty()) {
            throw new LaunchException(
                    ExitCode.USAGE, "there is no connector '" + type + "' on the class path, only: " + types(found));
        }
        if (fitting.size() > 1) {
            throw new LaunchException(
                    ExitCode.FAILURE,
                    "the class path holds the connector '" + type + "' " + fitting.size() + " times, in versions "
                            + fitting.stream().map(ConnectorProvider::version).collect(Collectors.joining(", "))
                            + "; leave one of them");
        }
        return fitting.get(0);
    }

    private static String types(List<ConnectorProvider> found) {
        return found.stream().map(ConnectorProvider::type).distinct().collect(Collectors.joining(", "));
    }
}
