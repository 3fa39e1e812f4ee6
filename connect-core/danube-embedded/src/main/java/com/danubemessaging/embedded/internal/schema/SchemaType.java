package com.danubemessaging.embedded.internal.schema;

import java.util.Locale;

/** The six kinds of schema (Danube protocol: schema types). */
public enum SchemaType {
    /** Any bytes. */
    BYTES("bytes"),
    /** UTF-8 text. */
    STRING("string"),
    /** A number of 4 or 8 bytes. */
    NUMBER("number"),
    /** Apache Avro. */
    AVRO("avro"),
    /** JSON Schema. */
    JSON_SCHEMA("json_schema"),
    /** Protocol Buffers. */
    PROTOBUF("protobuf");

    private final String wireName;

    SchemaType(String wireName) {
        this.wireName = wireName;
    }

    /** The name that answers carry. */
    public String wireName() {
        return wireName;
    }

    /**
     * Reads a name or alias, in any letter case.
     *
     * @throws SchemaException of reason INVALID
     */
    public static SchemaType parse(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "bytes" -> BYTES;
            case "string" -> STRING;
            case "number", "int", "int64", "float", "double" -> NUMBER;
            case "avro" -> AVRO;
            case "json_schema", "json" -> JSON_SCHEMA;
            case "protobuf", "proto" -> PROTOBUF;
            default ->
                throw new SchemaException(
                        SchemaException.Reason.INVALID,
                        "schema type '" + name + "' is none of bytes, string, number, avro, json_schema and protobuf");
        };
    }
}
