package com.danubemessaging.embedded.internal.schema;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Bytes, string or number: the type says everything, a definition that was sent along is ignored. */
record PlainDefinition(SchemaType type) implements Definition {

    @Override
    public String fingerprint() {
        return type.wireName();
    }

    @Override
    public String source() {
        return "";
    }

    @Override
    public String wrapped() {
        return switch (type) {
            case STRING -> "\"String\"";
            case NUMBER -> "\"Number\"";
            default -> "\"Bytes\"";
        };
    }

    @Override
    public Optional<String> payloadProblem(byte[] payload) {
        return switch (type) {
            case STRING -> isUtf8(payload) ? Optional.empty() : Optional.of("it is not UTF-8 text");
            case NUMBER ->
                payload.length == 4 || payload.length == 8
                        ? Optional.empty()
                        : Optional.of("a number has 4 or 8 bytes, not " + payload.length);
            default -> Optional.empty();
        };
    }

    private static boolean isUtf8(byte[] payload) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
