package com.danubemessaging.vertx.client.schema;

/** How strictly a broker looks at the schemas of a topic's messages. Fresh topics have {@link #WARN}. */
public enum ValidationPolicy {
    /** Takes everything. */
    NONE,
    /** Takes messages without a schema or of another subject, refuses unknown ids and, if validated, bad payloads. */
    WARN,
    /** Takes nothing but messages of the topic's subject. */
    ENFORCE
}
