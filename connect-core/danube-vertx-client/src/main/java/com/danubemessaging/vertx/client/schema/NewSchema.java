package com.danubemessaging.vertx.client.schema;

import java.util.List;
import java.util.Objects;

/**
 * A schema to register.
 *
 * @param subject the subject, not empty; free text, not tied to a topic
 * @param type the type
 * @param definition the text of the schema; ignored by the registry for bytes, string and number
 * @param description for people, may be empty
 * @param createdBy who registers it, may be empty
 * @param tags may be empty
 */
public record NewSchema(
        String subject, SchemaType type, String definition, String description, String createdBy, List<String> tags) {

    /** Copies the tags. */
    public NewSchema {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(definition, "definition");
        if (subject.isEmpty()) {
            throw new IllegalArgumentException("subject must not be empty");
        }
        tags = List.copyOf(tags);
    }

    /** A schema without description, creator and tags. */
    public static NewSchema of(String subject, SchemaType type, String definition) {
        return new NewSchema(subject, type, definition, "", "", List.of());
    }

    /** The same with a description. */
    public NewSchema withDescription(String newDescription) {
        return new NewSchema(subject, type, definition, newDescription, createdBy, tags);
    }

    /** The same with a creator. */
    public NewSchema withCreatedBy(String creator) {
        return new NewSchema(subject, type, definition, description, creator, tags);
    }

    /** The same with these tags. */
    public NewSchema withTags(List<String> newTags) {
        return new NewSchema(subject, type, definition, description, createdBy, newTags);
    }
}
