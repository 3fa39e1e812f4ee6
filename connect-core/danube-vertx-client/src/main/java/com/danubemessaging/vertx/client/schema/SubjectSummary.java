package com.danubemessaging.vertx.client.schema;

import java.util.List;

/**
 * A subject in a list.
 *
 * @param subject its name
 * @param id its id, unsigned
 * @param typeName the type of its latest version, lower case
 * @param latestVersion its latest version, unsigned
 * @param compatibilityMode its mode as the registry names it
 * @param tags may be empty
 */
public record SubjectSummary(
        String subject, long id, String typeName, int latestVersion, String compatibilityMode, List<String> tags) {

    /** Copies the tags. */
    public SubjectSummary {
        tags = List.copyOf(tags);
    }
}
