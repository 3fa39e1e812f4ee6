package com.danubemessaging.embedded.internal.schema;

import com.danubemessaging.embedded.internal.schema.SchemaException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** What one version of a schema says. Immutable but for caches; confined to the broker's event loop. */
public interface Definition {

    /** What kind of schema it is. */
    SchemaType type();

    /** Equal for definitions that differ in layout only (Danube protocol: schema types, column fingerprint). */
    String fingerprint();

    /** The text that it was read from, as it was registered; empty where the type says everything. */
    String source();

    /**
     * The definition as answers carry it: a JSON value tagged with the type, not the text that was registered (Danube
     * protocol: the definition that comes back is wrapped).
     */
    String wrapped();

    /** Why a payload is not of this schema; empty if it is. */
    Optional<String> payloadProblem(byte[] payload);

    /**
     * Reads a definition.
     *
     * @throws SchemaException of reason INVALID
     */
    static Definition parse(SchemaType type, byte[] definition) {
        return switch (type) {
            case BYTES, STRING, NUMBER -> new PlainDefinition(type);
            case AVRO -> AvroDefinition.parse(utf8(type, definition));
            case JSON_SCHEMA -> JsonDefinition.parse(utf8(type, definition));
            case PROTOBUF -> new ProtobufDefinition(utf8(type, definition));
        };
    }

    private static String utf8(SchemaType type, byte[] definition) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(definition))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new SchemaException(Reason.INVALID, "the " + type.wireName() + " definition is not UTF-8 text");
        }
    }

    /** {@code sha256:} and the digest of a text in hexadecimal digits. */
    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
