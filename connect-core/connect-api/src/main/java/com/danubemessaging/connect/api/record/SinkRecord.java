package com.danubemessaging.connect.api.record;

import com.danubemessaging.connect.api.error.InvalidDataException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record from a Danube topic. Immutable; the payload's bytes are shared with the wire buffer and must not be written
 * to.
 *
 * <p>Decoding is lazy and repeated on each call: keep the result if it is needed twice.
 */
public final class SinkRecord {

    /** Below this a publish time is milliseconds, as Danube's clients write it. */
    private static final long MILLIS_LIMIT = 100_000_000_000_000L;
    /** Below this it is microseconds, from here on nanoseconds. */
    private static final long MICROS_LIMIT = 100_000_000_000_000_000L;

    private final String topic;
    private final int partition;
    private final MessageId messageId;
    private final Buffer payload;
    private final Map<String, String> attributes;
    private final @Nullable String key;
    private final long rawPublishTime;
    private final String producerName;
    private final @Nullable SchemaInfo schema;
    private final @Nullable PayloadDecoder decoder;

    private SinkRecord(Builder builder) {
        this.topic = builder.topic;
        this.partition = builder.partition;
        this.messageId = Objects.requireNonNullElseGet(builder.messageId, () -> new MessageId(builder.topic, 0, 0, 0));
        this.payload = builder.payload;
        this.attributes = builder.attributes;
        this.key = builder.key;
        this.rawPublishTime = builder.publishTime;
        this.producerName = builder.producerName;
        this.schema = builder.schema;
        this.decoder = builder.decoder;
    }

    /** Starts a record of the subscribed topic {@code topic}; used by the runtime and by tests. */
    public static Builder builder(String topic, Buffer payload) {
        return new Builder(topic, payload);
    }

    /** The topic as subscribed: the base name of a partitioned topic. */
    public String topic() {
        return topic;
    }

    /** The partition's number, or -1 for a topic without partitions. */
    public int partition() {
        return partition;
    }

    /** Position in the partition's log, unsigned; 0 on a non-reliable topic. */
    public long offset() {
        return messageId.offset();
    }

    /** What tells this message from every other. */
    public MessageId messageId() {
        return messageId;
    }

    /** The bytes as published; read only. */
    public Buffer payload() {
        return payload;
    }

    /**
     * The bytes as UTF-8 text.
     *
     * @throws InvalidDataException if they are not UTF-8
     */
    public String payloadString() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(payload.getBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidDataException("the payload of " + messageId + " is not UTF-8 text");
        }
    }

    /**
     * The payload's {@link #json()} value as an object of {@code type}; needs Jackson databind on the class path for
     * anything but {@code JsonObject}, {@code JsonArray} and the types that {@link #json()} names.
     *
     * @throws InvalidDataException if it is not JSON, or JSON of another shape
     */
    public <T> T payloadJson(Class<T> type) {
        try {
            if (type == JsonObject.class || type == JsonArray.class) {
                // Without databind Vert.x makes maps and lists only, if it is asked for a class.
                Object value = decoder == null ? Json.decodeValue(payload) : decoder.decode(payload);
                if (value == null) {
                    throw new ClassCastException("JSON null");
                }
                return type.cast(value);
            }
            return Json.decodeValue(decoder == null ? payload : Json.encodeToBuffer(decoder.decode(payload)), type);
        } catch (DecodeException | IllegalArgumentException | ClassCastException e) {
            throw new InvalidDataException(
                    "the payload of " + messageId + " is not JSON of type " + type.getSimpleName(), e);
        }
    }

    /**
     * The payload as a JSON value, by its schema: {@code JsonObject}, {@code JsonArray}, {@code String},
     * {@code Number}, {@code Boolean} or null for a JSON null.
     *
     * <ul>
     *   <li>no schema, or one of unknown type: the JSON value if it is JSON, else an object of {@code raw} (base64) and
     *       {@code size}
     *   <li>{@code json_schema}, {@code json}, {@code number}: the JSON value
     *   <li>{@code avro}: the JSON value, whether the payload is JSON text or a record in Avro's binary encoding; bytes
     *       and fixed values are base64 text
     *   <li>{@code protobuf}: the message as a JSON object, with the field names of the .proto file
     *   <li>{@code string}: the text; {@code bytes}: an object of {@code data} (base64) and {@code size}
     * </ul>
     *
     * @throws InvalidDataException if the payload is not what its schema says
     */
    public @Nullable Object json() {
        if (decoder != null) {
            return decoder.decode(payload);
        }
        String type = schema == null ? null : schema.type();
        if (type == null) {
            return decodeOrWrap();
        }
        return switch (type) {
            case "json_schema", "json", "avro", "number" -> decode();
            case "string" -> payloadString();
            case "bytes" -> wrap("data");
            default -> decodeOrWrap();
        };
    }

    private @Nullable Object decode() {
        try {
            return Json.decodeValue(payload);
        } catch (DecodeException e) {
            throw new InvalidDataException("the payload of " + messageId + " is not JSON", e);
        }
    }

    private @Nullable Object decodeOrWrap() {
        try {
            return Json.decodeValue(payload);
        } catch (DecodeException e) {
            return wrap("raw");
        }
    }

    private JsonObject wrap(String member) {
        byte[] bytes = payload.getBytes();
        return new JsonObject()
                .put(member, Base64.getEncoder().encodeToString(bytes))
                .put("size", bytes.length);
    }

    /** Attribute names and values; read only. */
    public Map<String, String> attributes() {
        return attributes;
    }

    /** The routing key, if the producer gave one. */
    public @Nullable String key() {
        return key;
    }

    /**
     * When the producer published it, by the producer's clock; milliseconds, microseconds and nanoseconds are told
     * apart by size.
     */
    public Instant publishTime() {
        if (rawPublishTime < MILLIS_LIMIT) {
            return Instant.ofEpochMilli(rawPublishTime);
        }
        long perSecond = rawPublishTime < MICROS_LIMIT ? 1_000_000L : 1_000_000_000L;
        return Instant.ofEpochSecond(
                rawPublishTime / perSecond, rawPublishTime % perSecond * (1_000_000_000L / perSecond));
    }

    /** The publish time as it stands on the wire. */
    public long rawPublishTime() {
        return rawPublishTime;
    }

    /** The producer's name. */
    public String producerName() {
        return producerName;
    }

    /** The schema that the message names, if any. */
    public @Nullable SchemaInfo schema() {
        return schema;
    }

    /** What must stay in order: the key, or the partition for a record without one. Compare with {@code equals}. */
    public Object lane() {
        return key != null ? key : partition;
    }

    /** Names the message and its key; never the payload. */
    @Override
    public String toString() {
        return "SinkRecord[" + messageId + ", key=" + key + "]";
    }

    /** Builds a record; confined to one thread. */
    public static final class Builder {
        private final String topic;
        private final Buffer payload;
        private int partition = -1;
        private @Nullable MessageId messageId;
        private Map<String, String> attributes = Map.of();
        private @Nullable String key;
        private long publishTime;
        private String producerName = "";
        private @Nullable SchemaInfo schema;
        private @Nullable PayloadDecoder decoder;

        private Builder(String topic, Buffer payload) {
            this.topic = Objects.requireNonNull(topic, "topic");
            this.payload = Objects.requireNonNull(payload, "payload");
        }

        /** Partition number; -1, the default, for none. */
        public Builder partition(int value) {
            this.partition = value;
            return this;
        }

        /** The identity; by default offset 0 of the topic. */
        public Builder messageId(MessageId value) {
            this.messageId = value;
            return this;
        }

        /** Attributes, not copied. */
        public Builder attributes(Map<String, String> value) {
            this.attributes = value;
            return this;
        }

        /** The routing key. */
        public Builder key(@Nullable String value) {
            this.key = value;
            return this;
        }

        /** The publish time as on the wire. */
        public Builder publishTime(long value) {
            this.publishTime = value;
            return this;
        }

        /** The producer's name. */
        public Builder producerName(String value) {
            this.producerName = value;
            return this;
        }

        /** The schema. */
        public Builder schema(@Nullable SchemaInfo value) {
            this.schema = value;
            return this;
        }

        /** What makes {@link SinkRecord#json()} of the bytes; null, the default, for the rule of the schema's type. */
        public Builder decoder(@Nullable PayloadDecoder value) {
            this.decoder = value;
            return this;
        }

        /** The record. */
        public SinkRecord build() {
            return new SinkRecord(this);
        }
    }
}
