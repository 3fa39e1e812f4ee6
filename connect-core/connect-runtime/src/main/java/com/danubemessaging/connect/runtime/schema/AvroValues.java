package com.danubemessaging.connect.runtime.schema;

import com.danubemessaging.connect.api.error.InvalidDataException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * JSON values as Avro's, and back. Plain JSON: a value of a union stands without the name of its branch, bytes and
 * fixed values are base64 text, logical types are their numbers. A member that is missing has its field's default, or
 * null if that is allowed; a member without a field is refused, because it would be lost. Stateless.
 */
final class AvroValues {

    private AvroValues() {}

    /** @throws InvalidDataException if the value is not of the schema */
    static @Nullable Object toAvro(Schema schema, @Nullable Object value) {
        return toAvro(schema, value, "");
    }

    private static @Nullable Object toAvro(Schema schema, @Nullable Object value, String path) {
        return switch (schema.getType()) {
            case RECORD -> record(schema, value, path);
            case UNION -> union(schema, value, path);
            case ARRAY -> array(schema, value, path);
            case MAP -> map(schema, value, path);
            case ENUM -> {
                if (value instanceof String symbol && schema.hasEnumSymbol(symbol)) {
                    yield new GenericData.EnumSymbol(schema, symbol);
                }
                throw mismatch(schema, path);
            }
            case FIXED -> {
                byte[] bytes = base64(schema, value, path);
                if (bytes.length != schema.getFixedSize()) {
                    throw mismatch(schema, path);
                }
                yield new GenericData.Fixed(schema, bytes);
            }
            case BYTES -> ByteBuffer.wrap(base64(schema, value, path));
            case STRING -> require(value instanceof String ? value : null, schema, path);
            case BOOLEAN -> require(value instanceof Boolean ? value : null, schema, path);
            case INT -> (int) integer(schema, value, path, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> integer(schema, value, path, Long.MIN_VALUE, Long.MAX_VALUE);
            case FLOAT -> number(schema, value, path).floatValue();
            case DOUBLE -> number(schema, value, path).doubleValue();
            case NULL -> {
                if (value != null) {
                    throw mismatch(schema, path);
                }
                yield null;
            }
        };
    }

    private static Object record(Schema schema, @Nullable Object value, String path) {
        Map<String, Object> members = members(schema, value, path);
        GenericData.Record record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            if (members.containsKey(field.name())) {
                record.put(field.pos(), toAvro(field.schema(), members.get(field.name()), path + '/' + field.name()));
            } else if (field.hasDefaultValue()) {
                record.put(field.pos(), GenericData.get().getDefaultValue(field));
            } else if (!field.schema().isNullable()) {
                throw new InvalidDataException("the Avro schema needs a value for " + path + '/' + field.name());
            }
        }
        for (String name : members.keySet()) {
            if (schema.getField(name) == null) {
                throw new InvalidDataException("the Avro schema has no field for " + path + '/' + name);
            }
        }
        return record;
    }

    /** The first branch that takes the value; for a whole number an int or long before a float or double. */
    private static @Nullable Object union(Schema schema, @Nullable Object value, String path) {
        boolean isWhole = value instanceof Integer || value instanceof Long || value instanceof Short;
        InvalidDataException last = mismatch(schema, path);
        for (int pass = isWhole ? 0 : 1; pass < 2; pass++) {
            for (Schema branch : schema.getTypes()) {
                boolean isFractional = branch.getType() == Schema.Type.FLOAT || branch.getType() == Schema.Type.DOUBLE;
                if (pass == 0 && isFractional) {
                    continue;
                }
                try {
                    return toAvro(branch, value, path);
                } catch (InvalidDataException e) {
                    if (branch.getType() != Schema.Type.NULL) {
                        last = e;
                    }
                }
            }
        }
        throw last;
    }

    private static Object array(Schema schema, @Nullable Object value, String path) {
        List<?> items =
                value instanceof JsonArray array ? array.getList() : value instanceof List<?> list ? list : null;
        if (items == null) {
            throw mismatch(schema, path);
        }
        List<@Nullable Object> converted = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            converted.add(toAvro(schema.getElementType(), items.get(i), path + '/' + i));
        }
        return converted;
    }

    private static Object map(Schema schema, @Nullable Object value, String path) {
        Map<String, @Nullable Object> converted = new LinkedHashMap<>();
        members(schema, value, path)
                .forEach((name, member) ->
                        converted.put(name, toAvro(schema.getValueType(), member, path + '/' + name)));
        return converted;
    }

    private static Map<String, Object> members(Schema schema, @Nullable Object value, String path) {
        if (value instanceof JsonObject object) {
            return object.getMap();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> members = new LinkedHashMap<>();
            map.forEach((name, member) -> members.put(String.valueOf(name), member));
            return members;
        }
        throw mismatch(schema, path);
    }

    private static byte[] base64(Schema schema, @Nullable Object value, String path) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value instanceof String text) {
            try {
                return Base64.getDecoder().decode(text);
            } catch (IllegalArgumentException e) {
                throw mismatch(schema, path);
            }
        }
        throw mismatch(schema, path);
    }

    private static long integer(Schema schema, @Nullable Object value, String path, long min, long max) {
        long number;
        if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
            number = ((Number) value).longValue();
        } else if (value instanceof BigInteger big && big.bitLength() < Long.SIZE) {
            number = big.longValue();
        } else if (value instanceof Double fraction && fraction == Math.rint(fraction) && Math.abs(fraction) < 1e15) {
            number = fraction.longValue();
        } else {
            throw mismatch(schema, path);
        }
        if (number < min || number > max) {
            throw mismatch(schema, path);
        }
        return number;
    }

    private static Number number(Schema schema, @Nullable Object value, String path) {
        if (value instanceof Number number) {
            return number;
        }
        throw mismatch(schema, path);
    }

    private static Object require(@Nullable Object value, Schema schema, String path) {
        if (value == null) {
            throw mismatch(schema, path);
        }
        return value;
    }

    private static InvalidDataException mismatch(Schema schema, String path) {
        return new InvalidDataException("the value at " + (path.isEmpty() ? "the top" : path) + " is no "
                + schema.getType().getName() + " of the Avro schema");
    }

    /** A datum as JSON. */
    static @Nullable Object toJson(@Nullable Object datum) {
        if (datum instanceof IndexedRecord record) {
            JsonObject object = new JsonObject();
            for (Schema.Field field : record.getSchema().getFields()) {
                object.put(field.name(), toJson(record.get(field.pos())));
            }
            return object;
        }
        if (datum instanceof List<?> list) {
            JsonArray array = new JsonArray();
            list.forEach(item -> array.add(toJson(item)));
            return array;
        }
        if (datum instanceof Map<?, ?> map) {
            JsonObject object = new JsonObject();
            map.forEach((name, value) -> object.put(String.valueOf(name), toJson(value)));
            return object;
        }
        if (datum instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (datum instanceof GenericFixed fixed) {
            return Base64.getEncoder().encodeToString(fixed.bytes());
        }
        if (datum instanceof CharSequence || datum instanceof GenericData.EnumSymbol) {
            return datum.toString();
        }
        return datum instanceof BigDecimal decimal ? decimal.toPlainString() : datum;
    }
}
