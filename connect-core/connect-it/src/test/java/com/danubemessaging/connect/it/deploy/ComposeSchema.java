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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The Compose specification's own schema, in the file that {@code DANUBE_COMPOSE_SCHEMA} names. */
final class ComposeSchema {

    private ComposeSchema() {}

    static OutputUnit judge(JsonObject composeFile) throws IOException {
        Optional<String> file = Optional.ofNullable(System.getenv("DANUBE_COMPOSE_SCHEMA"));
        if (file.isEmpty()) {
            System.out.println("skipped: DANUBE_COMPOSE_SCHEMA names no schema of the Compose specification");
        }
        assumeTrue(file.isPresent(), "the schema of the Compose specification is not here");
        OutputUnit verdict = Validator.create(
                        JsonSchema.of(withoutIds(new JsonObject(Files.readString(Path.of(file.get()))))),
                        new JsonSchemaOptions()
                                .setBaseUri("https://danube.invalid")
                                .setDraft(Draft.DRAFT201909)
                                .setOutputFormat(OutputFormat.Basic))
                .validate(composeFile);
        assertThat(verdict.getValid()).isNotNull();
        return verdict;
    }

    /** Its ids are of an older draft, and say no more than the place where each stands. */
    private static JsonObject withoutIds(JsonObject schema) {
        JsonObject copy = new JsonObject();
        schema.forEach(entry -> {
            if (!entry.getKey().equals("id") || !(entry.getValue() instanceof String)) {
                copy.put(
                        entry.getKey(),
                        entry.getValue() instanceof JsonObject inner ? withoutIds(inner) : entry.getValue());
            }
        });
        return copy;
    }
}
