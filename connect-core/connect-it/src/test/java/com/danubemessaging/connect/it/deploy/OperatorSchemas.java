package com.danubemessaging.connect.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The Prometheus operator's own definitions of its resources, in the folder that {@code DANUBE_OPERATOR_CRDS} names.
 */
final class OperatorSchemas {

    private OperatorSchemas() {}

    static void assertAccepts(JsonObject resource) throws IOException {
        Optional<String> folder = Optional.ofNullable(System.getenv("DANUBE_OPERATOR_CRDS"));
        if (folder.isEmpty()) {
            System.out.println("skipped: DANUBE_OPERATOR_CRDS names no definitions of the Prometheus operator");
        }
        assumeTrue(folder.isPresent(), "the definitions of the Prometheus operator are not here");
        String plural = resource.getString("kind").toLowerCase(Locale.ROOT) + "s";
        JsonObject schema = Yaml.read(Path.of(folder.get(), "monitoring.coreos.com_" + plural + ".yaml"))
                .getJsonObject("spec")
                .getJsonArray("versions")
                .getJsonObject(0)
                .getJsonObject("schema")
                .getJsonObject("openAPIV3Schema");

        OutputUnit verdict = Validator.create(
                        JsonSchema.of(strict(schema)),
                        new JsonSchemaOptions()
                                .setBaseUri("https://danube.invalid")
                                .setDraft(Draft.DRAFT7)
                                .setOutputFormat(OutputFormat.Basic))
                .validate(resource);

        assertThat(verdict.getValid())
                .as("%s: %s", resource.getString("kind"), verdict.getErrors())
                .isTrue();
    }

    /** The API server drops properties that a definition does not know; here they are mistakes. */
    private static JsonObject strict(JsonObject schema) {
        JsonObject copy = schema.copy();
        JsonObject properties = copy.getJsonObject("properties");
        if (properties != null) {
            for (String name : properties.fieldNames()) {
                // What every resource has is defined elsewhere.
                if (!name.equals("metadata")) {
                    properties.put(name, strict(properties.getJsonObject(name)));
                }
            }
            copy.put("additionalProperties", false);
        }
        if (copy.getValue("items") instanceof JsonObject items) {
            copy.put("items", strict(items));
        }
        return copy;
    }
}
