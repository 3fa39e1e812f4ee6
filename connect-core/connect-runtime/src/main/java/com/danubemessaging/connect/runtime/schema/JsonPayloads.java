package com.danubemessaging.connect.runtime.schema;

import com.danubemessaging.connect.api.error.CoreErrorCode;
import com.danubemessaging.connect.api.error.InvalidDataException;
import com.danubemessaging.connect.api.record.SourcePayload;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.EncodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Payloads as JSON text: what is published without a schema, and with one that says nothing else. Payloads that are
 * JSON already are published as they came, byte for byte: they are checked by a streaming parser and never built up as
 * a tree. Stateless.
 */
public final class JsonPayloads {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonPayloads() {}

    /**
     * The bytes of a payload, see {@link SourcePayload}, column "no schema".
     *
     * @throws InvalidDataException if the payload cannot be written as JSON
     */
    public static Buffer encode(SourcePayload payload) {
        if (payload instanceof SourcePayload.Bytes bytes) {
            return bytes.bytes();
        }
        if (payload instanceof SourcePayload.Foreign foreign) {
            return isJson(foreign.bytes()) ? foreign.bytes() : wrap(foreign.bytes());
        }
        Object value =
                payload instanceof SourcePayload.Text text ? text.text() : ((SourcePayload.Json) payload).value();
        return write(value);
    }

    static Buffer write(Object value) {
        try {
            return Json.encodeToBuffer(value);
        } catch (EncodeException e) {
            throw new InvalidDataException(
                    CoreErrorCode.SERIALIZATION, "the record's value cannot be written as JSON: " + e.getMessage(), e);
        }
    }

    /** The value of JSON text. */
    static @Nullable Object read(Buffer text) {
        try {
            return Json.decodeValue(text);
        } catch (DecodeException e) {
            throw new InvalidDataException(CoreErrorCode.SERIALIZATION, "the payload is not JSON", e);
        }
    }

    private static Buffer wrap(Buffer bytes) {
        byte[] raw = bytes.getBytes();
        return new JsonObject()
                .put("data", Base64.getEncoder().encodeToString(raw))
                .put("encoding", "base64")
                .put("size", raw.length)
                .toBuffer();
    }

    /** Whether the bytes are exactly one JSON value, in UTF-8. */
    public static boolean isJson(Buffer buffer) {
        if (buffer.length() == 0) {
            return false;
        }
        byte[] bytes = buffer.getBytes();
        // The parser would guess UTF-16 and UTF-32; a byte of zero never stands in JSON text in UTF-8.
        if (bytes[0] == 0 || (bytes.length > 1 && bytes[1] == 0) || !isUtf8(bytes)) {
            return false;
        }
        try (JsonParser parser = JSON.createParser(bytes)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            parser.finishToken();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    static boolean isUtf8(byte[] bytes) {
        int i = 0;
        while (i < bytes.length && bytes[i] >= 0) {
            i++;
        }
        if (i == bytes.length) {
            return true;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, i, bytes.length - i));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
