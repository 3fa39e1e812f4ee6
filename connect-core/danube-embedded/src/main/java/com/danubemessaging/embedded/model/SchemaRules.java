package com.danubemessaging.embedded.model;

/** What decides whether a new version of a schema may follow the latest one. */
public enum SchemaRules {
    /** The rules of a Danube broker, which are more generous than the schema languages in some places. The default. */
    BROKER,
    /**
     * The rules of the schema languages: Avro's own, types of nested fields included, and for JSON Schema no new
     * required property either. For finding changes that a broker lets pass and readers cannot read.
     */
    STRICT
}
