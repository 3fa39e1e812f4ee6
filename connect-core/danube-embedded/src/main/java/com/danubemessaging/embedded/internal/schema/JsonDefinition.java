package com.danubemessaging.embedded.internal.schema;

import com.danubemessaging.embedded.internal.schema.SchemaException.Reason;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Validator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A JSON Schema. */
final class JsonDefinition implements Definition {

    private final String raw;
    private final Object schema;
    private final Validator validator;
    private final String fingerprint;

    private JsonDefinition(String raw, Object schema, Validator validator) {
        this.raw = raw;
        this.schema = schema;
        this.validator = validator;
        this.fingerprint = Definition.sha256(Json.encode(sorted(schema)));
    }

    static JsonDefinition parse(String raw) {
        Object schema;
        try {
            schema = Json.decodeValue(raw);
        } catch (DecodeException e) {
            throw new SchemaException(Reason.INVALID, "the definition is not JSON: " + e.getMessage());
        }
        return new JsonDefinition(raw, schema, JsonSchemas.compile(schema));
    }

    /** The properties that the top level names; empty if it names none. */
    JsonObject properties() {
        return schema instanceof JsonObject object && object.getValue("properties") instanceof JsonObject properties
                ? properties
                : new JsonObject();
    }

    /** The properties that the top level requires. */
    List<String> required() {
        return schema instanceof JsonObject object && object.getValue("required") instanceof JsonArray names
                ? names.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
    }

    @Override
    public SchemaType type() {
        return SchemaType.JSON_SCHEMA;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public String source() {
        return raw;
    }

    @Override
    public String wrapped() {
        return new JsonObject()
                .put("JsonSchema", new JsonObject().put("raw_schema", raw).put("fingerprint", fingerprint))
                .encode();
    }

    @Override
    public Optional<String> payloadProblem(byte[] payload) {
        Object value;
        try {
            value = Json.decodeValue(Buffer.buffer(payload));
        } catch (DecodeException e) {
            return Optional.of("it is not JSON");
        }
        try {
            return JsonSchemas.problem(validator.validate(value));
        } catch (RuntimeException e) {
            // A reference or a pattern that only this payload made the validator look at.
            return Optional.of("its schema cannot be used: " + e.getMessage());
        }
    }

    /** A value whose objects have their members sorted by name. */
    static @Nullable Object sorted(@Nullable Object value) {
        if (value instanceof JsonObject object) {
            return sorted(object.getMap());
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> byName = new TreeMap<>();
            map.forEach((name, member) -> byName.put(String.valueOf(name), member));
            Map<String, @Nullable Object> sorted = new LinkedHashMap<>();
            byName.forEach((name, member) -> sorted.put(name, sorted(member)));
            return sorted;
        }
        if (value instanceof JsonArray array) {
            return sorted(array.getList());
        }
        if (value instanceof List<?> list) {
            JsonArray sorted = new JsonArray();
            list.forEach(item -> sorted.add(sorted(item)));
            return sorted;
        }
        return value;
    }
}
