package com.danubemessaging.vertx.client.internal;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/**
 * The definition inside what brokers send: a JSON value tagged with the type, not the text that was registered (Danube
 * protocol: the definition that comes back is wrapped). What has another shape is taken for the text itself.
 */
final class WrappedDefinition {

    /** Where each type keeps its text. */
    private static final Map<String, String> TEXT_BY_TAG =
            Map.of("Avro", "raw_schema", "JsonSchema", "raw_schema", "Protobuf", "raw_proto");

    private WrappedDefinition() {}

    static String unwrap(byte[] definition) {
        Buffer bytes = Buffer.buffer(definition);
        Object value;
        try {
            value = Json.decodeValue(bytes);
        } catch (DecodeException e) {
            return bytes.toString();
        }
        if (value instanceof String tag && (tag.equals("Bytes") || tag.equals("String") || tag.equals("Number"))) {
            return "";
        }
        if (value instanceof JsonObject object && object.size() == 1) {
            String tag = object.fieldNames().iterator().next();
            String member = TEXT_BY_TAG.get(tag);
            if (member != null
                    && object.getValue(tag) instanceof JsonObject inner
                    && inner.getValue(member) instanceof String text) {
                return text;
            }
        }
        return bytes.toString();
    }
}
