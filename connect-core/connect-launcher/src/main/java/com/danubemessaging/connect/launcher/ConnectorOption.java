package com.danubemessaging.connect.launcher;

import com.danubemessaging.connect.api.ConnectorProvider;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names a connector, where a class path holds several. */
final class ConnectorOption {

    @Option(
            names = "--connector",
            paramLabel = "TYPE",
            description = "Which connector, such as source-mqtt. Needed only if the class path holds several.")
    private @Nullable String type;

    ConnectorProvider choose(Surroundings surroundings) {
        return ConnectorChoice.choose(surroundings.providers().get(), type);
    }
}
