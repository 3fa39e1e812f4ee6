package com.danubemessaging.vertx.client.schema;

import java.util.Locale;
import java.util.Optional;

/** The six kinds of schema (Danube protocol: schema types). */
public enum SchemaType {
    /** Any bytes; has no definition. */
    BYTES("bytes"),
    /** UTF-8 text; has no definition. */
    STRING("string"),
    /** A number; has no definition. */
    NUMBER("number"),
    /** Apache Avro. */
    AVRO("avro"),
    /** JSON Schema. */
    JSON_SCHEMA("json_schema"),
    /** Protocol Buffers, the text of a .proto file. */
    PROTOBUF("protobuf");

    private final String wireName;

    SchemaType(String wireName) {
        this.wireName = wireName;
    }

    /** The registry's name, lower case. */
    public String wireName() {
        return wireName;
    }

    /** The type of a name, in any letter case; empty for a type that this release does not know. */
    public static Optional<SchemaType> of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (SchemaType type : values()) {
            if (type.wireName.equals(lower)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
