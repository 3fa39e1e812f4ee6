package com.danubemessaging.connect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.ConnectorProvider;
import java.util.List;
import java.util.ServiceLoader;

/** Whether a provider can be found where the runtime looks. */
final class Providers {

    private Providers() {}

    static void assertIsListed(ConnectorProvider provider) {
        List<String> listed = ServiceLoader.load(ConnectorProvider.class).stream()
                .map(entry -> entry.type().getName())
                .toList();
        assertThat(listed)
                .as("providers in META-INF/services/" + ConnectorProvider.class.getName())
                .contains(provider.getClass().getName());
    }
}
