package com.danubemessaging.connect.api.config;

import java.util.Optional;

/**
 * The whole configuration of one connector instance: the core's keys and the connector's own, validated. Immutable. The
 * runtime loads it from TOML and environment; tests and embedding applications may build it from values.
 *
 * @param values all values, by field
 */
public record ConnectorConfig(ConfigValues values) {

    /** The value of a field, or its default; see {@link ConfigValues#get}. */
    public <T> T get(ConfigField<T> field) {
        return values.get(field);
    }

    /** The value of a field, or its default, or empty. */
    public <T> Optional<T> find(ConfigField<T> field) {
        return values.find(field);
    }

    /** {@code connector_name}. */
    public String connectorName() {
        return get(CoreFields.CONNECTOR_NAME);
    }

    /** {@code danube_service_url}. */
    public String danubeServiceUrl() {
        return get(CoreFields.DANUBE_SERVICE_URL);
    }

    /** {@link #danubeServiceUrl()} for people to read: a user and a password in it are left out. */
    public String danubeAddress() {
        return danubeServiceUrl().replaceFirst("//[^/]*@", "//");
    }
}
