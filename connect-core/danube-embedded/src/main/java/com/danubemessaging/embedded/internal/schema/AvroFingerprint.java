package com.danubemessaging.embedded.internal.schema;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * The fingerprint of an Avro schema as brokers of release 0.15 take it: of the schema as their own library writes it
 * anew. That forgets some documentation and orders, so that schemas which differ in nothing else are the same version.
 */
final class AvroFingerprint {

    private static final Set<String> PRIMITIVES =
            Set.of("null", "boolean", "int", "long", "float", "double", "bytes", "string");

    private static final Set<String> LOGICAL_TYPES = Set.of(
            "date",
            "time-millis",
            "time-micros",
            "timestamp-millis",
            "timestamp-micros",
            "timestamp-nanos",
            "local-timestamp-millis",
            "local-timestamp-micros",
            "local-timestamp-nanos",
            "decimal",
            "big-decimal",
            "uuid");

    private AvroFingerprint() {}

    static String of(Schema schema) {
        Object written = written(Json.decodeValue(schema.toString()), "");
        return Definition.sha256(Json.encode(JsonDefinition.sorted(written)));
    }

    /** A type as it is written anew. */
    private static Object written(Object type, String namespace) {
        if (type instanceof JsonObject object) {
            return written(object, namespace);
        }
        if (type instanceof JsonArray union) {
            return all(union, namespace);
        }
        String name = String.valueOf(type);
        return PRIMITIVES.contains(name) ? name : qualified(name, namespace);
    }

    private static Object written(JsonObject object, String namespace) {
        String type = object.getString("type");
        if (PRIMITIVES.contains(type)) {
            return primitive(object, type);
        }
        return switch (type) {
            case "array" -> object.copy().put("items", written(object.getValue("items"), namespace));
            case "map" -> object.copy().put("values", written(object.getValue("values"), namespace));
            default -> named(object, type, object.getString("namespace", namespace));
        };
    }

    private static Object primitive(JsonObject object, String type) {
        String logicalType = object.getString("logicalType");
        if (logicalType == null || !LOGICAL_TYPES.contains(logicalType)) {
            return type;
        }
        JsonObject written = new JsonObject().put("type", type).put("logicalType", logicalType);
        return logicalType.equals("decimal")
                ? written.put("precision", object.getValue("precision")).put("scale", object.getValue("scale", 0))
                : written;
    }

    /** A record, an enumeration or a fixed type. */
    private static JsonObject named(JsonObject object, String type, String namespace) {
        JsonObject written = object.copy();
        written.remove("namespace");
        if (!namespace.isEmpty()) {
            written.put("namespace", namespace);
        }
        JsonArray aliases = object.getJsonArray("aliases");
        if (aliases != null) {
            written.put("aliases", all(aliases, namespace));
        }
        if (type.equals("enum")) {
            written.remove("doc");
        }
        JsonArray fields = object.getJsonArray("fields");
        if (fields != null) {
            JsonArray anew = new JsonArray();
            for (Object field : fields) {
                anew.add(field((JsonObject) field, namespace));
            }
            written.put("fields", anew);
        }
        return written;
    }

    private static JsonObject field(JsonObject field, String namespace) {
        JsonObject written = field.copy();
        written.remove("doc");
        written.remove("order");
        return written.put("type", written(field.getValue("type"), namespace));
    }

    private static JsonArray all(JsonArray types, String namespace) {
        JsonArray written = new JsonArray();
        for (Object type : types) {
            written.add(written(type, namespace));
        }
        return written;
    }

    private static String qualified(String name, String namespace) {
        return namespace.isEmpty() || name.contains(".") ? name : namespace + "." + name;
    }
}
