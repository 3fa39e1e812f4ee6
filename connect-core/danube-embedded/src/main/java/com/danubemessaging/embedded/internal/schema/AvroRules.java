package com.danubemessaging.embedded.internal.schema;

import com.danubemessaging.embedded.model.SchemaRules;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/**
 * Whether data written with one Avro schema can be read with another: as Avro itself says, or as a Danube broker says
 * (Danube protocol: compatibility algorithms). Stateless.
 */
final class AvroRules {

    private AvroRules() {}

    static List<String> problems(SchemaRules rules, Schema reader, Schema writer) {
        List<String> problems = new ArrayList<>();
        if (rules == SchemaRules.STRICT) {
            List<Incompatibility> found = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                    .getResult()
                    .getIncompatibilities();
            found.forEach(incompatibility -> problems.add(incompatibility.getType() + " at "
                    + incompatibility.getLocation() + ": " + incompatibility.getMessage()));
        } else {
            compare(reader, writer, problems);
        }
        return problems;
    }

    private static void compare(Schema reader, Schema writer, List<String> problems) {
        if (reader.equals(writer) || reader.isUnion() || writer.isUnion() || isPromoted(reader, writer)) {
            return;
        }
        Schema.Type type = reader.getType();
        if (type != writer.getType()) {
            problems.add("a reader of " + describe(reader) + " cannot read " + describe(writer));
        } else if (type == Schema.Type.RECORD) {
            compareRecords(reader, writer, problems);
        } else if (type == Schema.Type.ARRAY) {
            compare(reader.getElementType(), writer.getElementType(), problems);
        } else if (type == Schema.Type.MAP) {
            compare(reader.getValueType(), writer.getValueType(), problems);
        } else {
            problems.add("the definitions of " + describe(reader) + " differ");
        }
    }

    /** Types of fields that both have are not compared: this is where brokers are more generous than Avro. */
    private static void compareRecords(Schema reader, Schema writer, List<String> problems) {
        if (!reader.getFullName().equals(writer.getFullName())) {
            problems.add("the record's name changed from " + writer.getFullName() + " to " + reader.getFullName());
            return;
        }
        for (Schema.Field field : reader.getFields()) {
            if (writer.getField(field.name()) == null && !canBeAbsent(field)) {
                problems.add("the reader's field '" + field.name() + "' has no default and is not in the data");
            }
        }
    }

    private static boolean canBeAbsent(Schema.Field field) {
        return field.schema().isUnion() ? field.schema().isNullable() : field.hasDefaultValue();
    }

    private static boolean isPromoted(Schema reader, Schema writer) {
        Schema.Type from = writer.getType();
        return switch (reader.getType()) {
            case LONG -> from == Schema.Type.INT;
            case DOUBLE -> from == Schema.Type.FLOAT || from == Schema.Type.LONG || from == Schema.Type.INT;
            case STRING -> from == Schema.Type.BYTES;
            case BYTES -> from == Schema.Type.STRING;
            default -> false;
        };
    }

    private static String describe(Schema schema) {
        return schema.getType() == Schema.Type.RECORD
                        || schema.getType() == Schema.Type.ENUM
                        || schema.getType() == Schema.Type.FIXED
                ? schema.getFullName()
                : schema.getType().getName();
    }
}
