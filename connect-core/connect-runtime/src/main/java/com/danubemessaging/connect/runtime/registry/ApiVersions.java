package com.danubemessaging.connect.runtime.registry;

import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.api.error.ConfigurationException;

/** Whether a connector was built for this SPI. Stateless. */
public final class ApiVersions {

    private ApiVersions() {}

    /**
     * Refuses a connector of another major version.
     *
     * @throws ConfigurationException naming both versions
     */
    public static void check(ConnectorProvider provider) {
        if (!major(provider.apiVersion()).equals(major(ConnectorProvider.API_VERSION))) {
            throw new ConfigurationException("connector " + provider.type() + " " + provider.version()
                    + " was built for connector API " + provider.apiVersion() + ", this runtime has "
                    + ConnectorProvider.API_VERSION + "; use a matching release of the connector");
        }
    }

    private static String major(String version) {
        int dot = version.indexOf('.');
        return dot < 0 ? version : version.substring(0, dot);
    }
}
