package com.danubemessaging.connect.launcher;

import com.danubemessaging.connect.api.ConnectorProvider;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.IVersionProvider;

/** The answer to {@code --version}: each connector on the class path, then Danube Connect and the Java below. */
final class Version implements IVersionProvider {

    private final Surroundings surroundings;

    Version(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public String[] getVersion() {
        List<String> lines = new ArrayList<>();
        for (ConnectorProvider provider : surroundings.providers().get()) {
            lines.add(provider.type() + " " + provider.version() + " (connector API " + provider.apiVersion() + ")");
        }
        lines.add("Danube Connect " + ofThisJar() + " (connector API " + ConnectorProvider.API_VERSION + ")");
        lines.add("Java " + Runtime.version());
        return lines.toArray(String[]::new);
    }

    /** From the jar's manifest; classes that were not packed yet have none. */
    private static String ofThisJar() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
