package com.danubemessaging.connect.runtime.config;

import com.danubemessaging.connect.api.config.ConfigSpec;
import com.danubemessaging.connect.api.config.CoreFields;
import io.vertx.core.json.JsonObject;

/**
 * Declared fields as text for people and editors. Immutable. What it writes is made from the declaration alone: no
 * secret and no value of a running connector can be in it.
 */
public final class ConfigReference {

    private final ConfigSpec spec;

    private ConfigReference(ConfigSpec spec) {
        this.spec = spec;
    }

    /** Of exactly these fields, for example {@link CoreFields#SPEC} or a connector's own. */
    public static ConfigReference of(ConfigSpec spec) {
        return new ConfigReference(spec);
    }

    /** Of a whole file: the connector's own fields, then the core's. */
    public static ConfigReference ofConnector(ConfigSpec connectorSpec) {
        return of(connectorSpec.and(CoreFields.SPEC));
    }

    /** A table with key, type, default, environment variable and meaning; advanced keys come last. */
    public String markdown() {
        return MarkdownTable.of(spec);
    }

    /**
     * A JSON Schema, draft 2020-12, of the file.
     *
     * @param title what the file configures, for example {@code source-mqtt}
     */
    public JsonObject jsonSchema(String title) {
        return JsonSchemaWriter.of(spec, title);
    }

    /** The smallest file: required keys with their examples. It loads if the declared examples are valid. */
    public String minimalToml() {
        return SampleToml.minimal(spec);
    }

    /**
     * Every key with its meaning. Required keys hold their example and keys with a default hold it; the others are
     * comments of the form {@code #key = example}. It loads if the declared examples are valid.
     */
    public String fullToml() {
        return SampleToml.full(spec);
    }
}
