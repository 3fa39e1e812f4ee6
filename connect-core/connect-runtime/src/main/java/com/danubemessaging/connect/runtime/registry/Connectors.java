package com.danubemessaging.connect.runtime.registry;

import com.danubemessaging.connect.api.ConnectorProvider;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** The connectors on the class path. Stateless. */
public final class Connectors {

    private Connectors() {}

    /** All of them, by type. */
    public static List<ConnectorProvider> all() {
        return ServiceLoader.load(ConnectorProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(ConnectorProvider::type))
                .toList();
    }
}
