package com.danubemessaging.connect.runtime.schema;

import com.danubemessaging.connect.api.error.ConfigurationException;
import com.google.protobuf.AnyProto;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.EmptyProto;
import com.google.protobuf.FieldMaskProto;
import com.google.protobuf.StructProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.WrappersProto;
import com.squareup.wire.Syntax;
import com.squareup.wire.schema.Field;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import com.squareup.wire.schema.internal.parser.OptionElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.ProtoParser;
import com.squareup.wire.schema.internal.parser.TypeElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The text of a .proto file as protobuf's descriptors: Wire parses the text, protobuf itself resolves names and checks
 * the result. Imports are possible of the types that come with protobuf; a subject of the registry holds one file.
 * Stateless.
 */
final class ProtoText {

    private static final Map<String, FileDescriptor> WELL_KNOWN = Map.of(
            "google/protobuf/any.proto", AnyProto.getDescriptor(),
            "google/protobuf/duration.proto", DurationProto.getDescriptor(),
            "google/protobuf/empty.proto", EmptyProto.getDescriptor(),
            "google/protobuf/field_mask.proto", FieldMaskProto.getDescriptor(),
            "google/protobuf/struct.proto", StructProto.getDescriptor(),
            "google/protobuf/timestamp.proto", TimestampProto.getDescriptor(),
            "google/protobuf/wrappers.proto", WrappersProto.getDescriptor());

    private static final String FILE = "schema.proto";

    private ProtoText() {}

    /** @throws ConfigurationException if the text cannot be read or has no message */
    static Descriptor firstMessage(String text) {
        try {
            ProtoFileElement file = ProtoParser.Companion.parse(Location.get(FILE), text);
            FileDescriptorProto proto = file(file);
            FileDescriptor descriptor = FileDescriptor.buildFrom(proto, imports(file));
            if (descriptor.getMessageTypes().isEmpty()) {
                throw unusable("it defines no message", null);
            }
            return descriptor.getMessageTypes().get(0);
        } catch (DescriptorValidationException | IllegalStateException | IllegalArgumentException e) {
            // The parser reports what it cannot read as an illegal state.
            throw unusable(String.valueOf(e.getMessage()), e);
        }
    }

    private static ConfigurationException unusable(String why, @Nullable Throwable cause) {
        String text = "the Protobuf schema cannot be used: " + why;
        return cause == null ? new ConfigurationException(text) : new ConfigurationException(text, cause);
    }

    private static FileDescriptor[] imports(ProtoFileElement file) {
        List<FileDescriptor> found = new ArrayList<>();
        List<String> names = new ArrayList<>(file.getImports());
        names.addAll(file.getPublicImports());
        for (String name : names) {
            FileDescriptor known = WELL_KNOWN.get(name);
            if (known == null) {
                throw unusable(
                        "it imports " + name + ", but a subject holds one file and google/protobuf/*.proto besides",
                        null);
            }
            found.add(known);
        }
        return found.toArray(FileDescriptor[]::new);
    }

    private static FileDescriptorProto file(ProtoFileElement file) {
        boolean isProto3 = file.getSyntax() == Syntax.PROTO_3;
        FileDescriptorProto.Builder proto =
                FileDescriptorProto.newBuilder().setName(FILE).setSyntax(isProto3 ? "proto3" : "proto2");
        if (file.getPackageName() != null) {
            proto.setPackage(file.getPackageName());
        }
        proto.addAllDependency(file.getImports()).addAllDependency(file.getPublicImports());
        for (TypeElement type : file.getTypes()) {
            if (type instanceof MessageElement message) {
                proto.addMessageType(message(message, isProto3));
            } else if (type instanceof EnumElement enumeration) {
                proto.addEnumType(enumeration(enumeration));
            }
        }
        return proto.build();
    }

    private static DescriptorProto message(MessageElement message, boolean isProto3) {
        if (!message.getGroups().isEmpty()) {
            throw unusable("message " + message.getName() + " has a group, which is not supported", null);
        }
        DescriptorProto.Builder proto = DescriptorProto.newBuilder().setName(message.getName());
        for (TypeElement type : message.getNestedTypes()) {
            if (type instanceof MessageElement nested) {
                proto.addNestedType(message(nested, isProto3));
            } else if (type instanceof EnumElement enumeration) {
                proto.addEnumType(enumeration(enumeration));
            }
        }
        for (OneOfElement oneOf : message.getOneOfs()) {
            int index = proto.getOneofDeclCount();
            proto.addOneofDeclBuilder().setName(oneOf.getName());
            for (FieldElement field : oneOf.getFields()) {
                proto.addField(field(field).setOneofIndex(index));
            }
        }
        List<FieldDescriptorProto.Builder> optional = new ArrayList<>();
        for (FieldElement field : message.getFields()) {
            FieldDescriptorProto.Builder made =
                    field.getType().startsWith("map<") ? mapField(field, proto) : field(field);
            if (isProto3 && field.getLabel() == Field.Label.OPTIONAL) {
                optional.add(made.setProto3Optional(true));
            } else {
                proto.addField(made);
            }
        }
        // Each has a oneof of its own, and these come after all others (protobuf: proto3 presence).
        for (FieldDescriptorProto.Builder field : optional) {
            int index = proto.getOneofDeclCount();
            proto.addOneofDeclBuilder().setName('_' + field.getName());
            proto.addField(field.setOneofIndex(index));
        }
        return proto.build();
    }

    private static FieldDescriptorProto.Builder field(FieldElement field) {
        FieldDescriptorProto.Builder proto = FieldDescriptorProto.newBuilder()
                .setName(field.getName())
                .setNumber(field.getTag())
                .setLabel(label(field.getLabel()));
        setType(proto, field.getType());
        if (field.getJsonName() != null) {
            proto.setJsonName(field.getJsonName());
        }
        if (field.getDefaultValue() != null) {
            proto.setDefaultValue(field.getDefaultValue());
        }
        for (OptionElement option : field.getOptions()) {
            if (option.getName().equals("packed")) {
                proto.getOptionsBuilder().setPacked(Boolean.parseBoolean(String.valueOf(option.getValue())));
            }
        }
        return proto;
    }

    private static FieldDescriptorProto.Label label(Field.@Nullable Label label) {
        if (label == Field.Label.REPEATED) {
            return FieldDescriptorProto.Label.LABEL_REPEATED;
        }
        return label == Field.Label.REQUIRED
                ? FieldDescriptorProto.Label.LABEL_REQUIRED
                : FieldDescriptorProto.Label.LABEL_OPTIONAL;
    }

    /** A map is a repeated field of entries (protobuf: maps, backwards compatibility). */
    private static FieldDescriptorProto.Builder mapField(FieldElement field, DescriptorProto.Builder message) {
        String types =
                field.getType().substring("map<".length(), field.getType().length() - 1);
        int comma = types.indexOf(',');
        String entry = entryName(field.getName());
        DescriptorProto.Builder nested = message.addNestedTypeBuilder().setName(entry);
        nested.getOptionsBuilder().setMapEntry(true);
        nested.addField(part("key", 1, types.substring(0, comma).trim()));
        nested.addField(part("value", 2, types.substring(comma + 1).trim()));
        FieldDescriptorProto.Builder proto = FieldDescriptorProto.newBuilder()
                .setName(field.getName())
                .setNumber(field.getTag())
                .setLabel(FieldDescriptorProto.Label.LABEL_REPEATED)
                .setType(FieldDescriptorProto.Type.TYPE_MESSAGE)
                .setTypeName(entry);
        if (field.getJsonName() != null) {
            proto.setJsonName(field.getJsonName());
        }
        return proto;
    }

    private static FieldDescriptorProto.Builder part(String name, int number, String type) {
        FieldDescriptorProto.Builder proto = FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL);
        setType(proto, type);
        return proto;
    }

    private static String entryName(String field) {
        StringBuilder name = new StringBuilder();
        for (String word : field.split("_", -1)) {
            if (!word.isEmpty()) {
                name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
            }
        }
        return name.append("Entry").toString();
    }

    /** Whether a name is a message or an enum is found out by protobuf when it resolves it. */
    private static void setType(FieldDescriptorProto.Builder proto, String type) {
        switch (type) {
            case "double",
                    "float",
                    "int32",
                    "int64",
                    "uint32",
                    "uint64",
                    "sint32",
                    "sint64",
                    "fixed32",
                    "fixed64",
                    "sfixed32",
                    "sfixed64",
                    "bool",
                    "string",
                    "bytes" ->
                proto.setType(FieldDescriptorProto.Type.valueOf("TYPE_" + type.toUpperCase(Locale.ROOT)));
            default -> proto.setTypeName(type);
        }
    }

    private static EnumDescriptorProto enumeration(EnumElement enumeration) {
        EnumDescriptorProto.Builder proto = EnumDescriptorProto.newBuilder().setName(enumeration.getName());
        enumeration
                .getConstants()
                .forEach(constant -> proto.addValue(EnumValueDescriptorProto.newBuilder()
                        .setName(constant.getName())
                        .setNumber(constant.getTag())));
        for (OptionElement option : enumeration.getOptions()) {
            if (option.getName().equals("allow_alias")) {
                proto.getOptionsBuilder().setAllowAlias(Boolean.parseBoolean(String.valueOf(option.getValue())));
            }
        }
        return proto.build();
    }
}
