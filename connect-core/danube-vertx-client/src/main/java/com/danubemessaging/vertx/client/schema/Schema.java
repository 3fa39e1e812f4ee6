package com.danubemessaging.vertx.client.schema;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One version of a subject.
 *
 * @param id the subject's id, unsigned; all its versions share it
 * @param version the version, unsigned, from 1
 * @param subject the subject
 * @param typeName the type, lower case; one of {@link SchemaType#wireName()} or a newer one
 * @param definition the text as it was registered; empty for bytes, string and number
 * @param fingerprint equal for definitions that differ in layout only
 * @param details what people noted about it
 */
public record Schema(
        long id, int version, String subject, String typeName, String definition, String fingerprint, Details details) {

    /**
     * What people noted.
     *
     * @param description may be empty
     * @param createdBy may be empty
     * @param createdAt when it was registered, by the registry's clock, in whole seconds
     * @param tags may be empty
     * @param compatibilityMode the subject's mode as the registry names it
     */
    public record Details(
            String description, String createdBy, Instant createdAt, List<String> tags, String compatibilityMode) {

        /** Copies the tags. */
        public Details {
            tags = List.copyOf(tags);
        }
    }

    /** The type; empty if it is newer than this release. */
    public Optional<SchemaType> type() {
        return SchemaType.of(typeName);
    }
}
