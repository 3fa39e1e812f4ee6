package com.danubemessaging.connect.api.record;

import io.vertx.core.buffer.Buffer;

/**
 * What a source record carries, before it is encoded by the schema of its topic.
 *
 * <table>
 * <caption>What is published</caption>
 * <tr><th>payload</th><th>no schema, or a JSON-like one</th><th>{@code string} schema</th><th>{@code bytes} schema</th></tr>
 * <tr><td>{@link Bytes}</td><td>as is</td><td>as is</td><td>as is</td></tr>
 * <tr><td>{@link Text}</td><td>a JSON string, quoted</td><td>its UTF-8</td><td>base64-decoded</td></tr>
 * <tr><td>{@link Json}</td><td>compact JSON</td><td>compact JSON</td><td>member {@code data} base64-decoded</td></tr>
 * <tr><td>{@link Foreign}</td><td>as is if it is JSON, else an object of {@code data} (base64), {@code encoding}, {@code size}</td>
 * <td>as is</td><td>as is</td></tr>
 * </table>
 *
 * <p>Under a {@code protobuf} schema, and under an {@code avro} schema with binary encoding, {@link Bytes} are
 * published as they are; any other payload must be a JSON object, which is written as a message of the schema.
 */
public sealed interface SourcePayload {

    /** The payload's size in bytes, exact for bytes and an estimate for text and JSON; used for credit. */
    int sizeEstimate();

    /** Bytes that are published as they are. */
    record Bytes(Buffer bytes) implements SourcePayload {
        @Override
        public int sizeEstimate() {
            return bytes.length();
        }
    }

    /** A string value. */
    record Text(String text) implements SourcePayload {
        @Override
        public int sizeEstimate() {
            return text.length();
        }
    }

    /**
     * A JSON value: {@code JsonObject}, {@code JsonArray}, {@code Map}, {@code List}, {@code String}, {@code Number},
     * {@code Boolean}.
     */
    record Json(Object value) implements SourcePayload {
        /** Assumed until the value is encoded: JSON trees do not know their size. */
        private static final int ASSUMED_BYTES = 512;

        @Override
        public int sizeEstimate() {
            return ASSUMED_BYTES;
        }
    }

    /** Bytes from outside whose shape is not known: an MQTT payload, a request body. */
    record Foreign(Buffer bytes) implements SourcePayload {
        @Override
        public int sizeEstimate() {
            return bytes.length();
        }
    }
}
