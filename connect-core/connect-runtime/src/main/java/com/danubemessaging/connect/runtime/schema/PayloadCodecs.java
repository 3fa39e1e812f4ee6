package com.danubemessaging.connect.runtime.schema;

import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.api.record.SourcePayload;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Makes codecs of schemas. Stateless. */
public final class PayloadCodecs {

    private PayloadCodecs() {}

    /**
     * The codec for what a source writes.
     *
     * @param type the registry's name of the type, lower case
     * @param definition the text of the schema; ignored for bytes, string and number
     * @param writesBinaryAvro whether an avro schema means Avro's binary encoding, not JSON text
     * @param validates whether every payload is checked
     * @throws ConfigurationException if the schema cannot be used
     */
    public static PayloadCodec writing(String type, String definition, boolean writesBinaryAvro, boolean validates) {
        PayloadCodec codec = of(type, definition, writesBinaryAvro);
        if (codec == null) {
            throw new ConfigurationException(
                    "schema type '" + type + "' is none of json_schema, string, number, bytes, avro and protobuf");
        }
        return validates ? new Validating(codec) : codec;
    }

    /**
     * The codec for what a sink reads.
     *
     * @return null for a type that this release does not know
     * @throws ConfigurationException if the schema cannot be used
     */
    public static @Nullable PayloadCodec reading(String type, String definition) {
        return of(type, definition, false);
    }

    private static @Nullable PayloadCodec of(String type, String definition, boolean writesBinaryAvro) {
        return switch (type) {
            case "json_schema", "json" -> new JsonSchemaCodec(definition);
            case "number" -> new NumberCodec();
            case "string" -> new StringCodec();
            case "bytes" -> new BytesCodec();
            case "avro" -> new AvroCodec(definition, writesBinaryAvro);
            case "protobuf" -> new ProtobufCodec(definition);
            default -> null;
        };
    }

    /** Checks everything that is to be published. */
    private record Validating(PayloadCodec codec) implements PayloadCodec {

        @Override
        public Buffer encode(SourcePayload payload) {
            Buffer encoded = codec.encode(payload);
            codec.validate(encoded);
            return encoded;
        }

        @Override
        public @Nullable Object decode(Buffer payload) {
            return codec.decode(payload);
        }

        @Override
        public void validate(Buffer encoded) {
            codec.validate(encoded);
        }
    }
}
