package com.danubemessaging.connect.api.record;

import com.danubemessaging.connect.api.ProducerConfig;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way to a Danube topic. Immutable; {@code with…} returns a copy.
 *
 * <pre>{@code
 * SourceRecord.fromJson("/sensors/readings", reading)
 *     .withKey(deviceId)
 *     .withAttribute("unit", "celsius")
 *     .withOffset(SourceOffset.of("readings.csv", line));
 * }</pre>
 */
public final class SourceRecord {

    private final String topic;
    private final SourcePayload payload;
    private final Map<String, String> attributes;
    private final @Nullable String key;
    private final @Nullable SourceOffset offset;
    private final @Nullable ProducerConfig producerConfig;

    private SourceRecord(
            String topic,
            SourcePayload payload,
            Map<String, String> attributes,
            @Nullable String key,
            @Nullable SourceOffset offset,
            @Nullable ProducerConfig producerConfig) {
        this.topic = topic;
        this.payload = payload;
        this.attributes = attributes;
        this.key = key;
        this.offset = offset;
        this.producerConfig = producerConfig;
    }

    /**
     * A record with any payload.
     *
     * @param topic a topic of {@code producerConfigs()}, or any when {@link #withProducerConfig} says how to create it
     */
    public static SourceRecord of(String topic, SourcePayload payload) {
        return new SourceRecord(
                Objects.requireNonNull(topic, "topic"),
                Objects.requireNonNull(payload, "payload"),
                Map.of(),
                null,
                null,
                null);
    }

    /** Bytes, published as they are. The array is not copied: leave it alone from now on. */
    public static SourceRecord of(String topic, byte[] bytes) {
        return of(topic, Buffer.buffer(bytes));
    }

    /** Bytes, published as they are. The buffer is not copied: leave it alone from now on. */
    public static SourceRecord of(String topic, Buffer bytes) {
        return of(topic, new SourcePayload.Bytes(bytes));
    }

    /** A string; see {@link SourcePayload.Text}. */
    public static SourceRecord fromString(String topic, String text) {
        return of(topic, new SourcePayload.Text(text));
    }

    /** A JSON value; see {@link SourcePayload.Json}. */
    public static SourceRecord fromJson(String topic, Object value) {
        return of(topic, new SourcePayload.Json(value));
    }

    /**
     * Bytes of unknown shape; see {@link SourcePayload.Foreign}. The buffer is not copied: leave it alone from now on.
     */
    public static SourceRecord fromForeign(String topic, Buffer bytes) {
        return of(topic, new SourcePayload.Foreign(bytes));
    }

    /** With one more attribute; the last value of a name wins. */
    public SourceRecord withAttribute(String name, String value) {
        Map<String, String> copy = new LinkedHashMap<>(attributes);
        copy.put(name, value);
        return new SourceRecord(topic, payload, copy, key, offset, producerConfig);
    }

    /** With these attributes instead of any. The map is not copied: leave it alone from now on. */
    public SourceRecord withAttributes(Map<String, String> newAttributes) {
        return new SourceRecord(topic, payload, newAttributes, key, offset, producerConfig);
    }

    /** With a key: records of one key keep their order and their partition. Null removes it. */
    public SourceRecord withKey(@Nullable String newKey) {
        return new SourceRecord(topic, payload, attributes, newKey, offset, producerConfig);
    }

    /** With its place in the source; records without one are never part of a commit. */
    public SourceRecord withOffset(@Nullable SourceOffset newOffset) {
        return new SourceRecord(topic, payload, attributes, key, newOffset, producerConfig);
    }

    /**
     * With the settings for a topic that is not among {@code producerConfigs()}; its {@code topic} must be this
     * record's.
     */
    public SourceRecord withProducerConfig(ProducerConfig config) {
        if (!config.topic().equals(topic)) {
            throw new IllegalArgumentException(
                    "the producer config is for topic " + config.topic() + ", the record for " + topic);
        }
        return new SourceRecord(topic, payload, attributes, key, offset, config);
    }

    /** The topic, {@code /namespace/name}. */
    public String topic() {
        return topic;
    }

    /** The payload. */
    public SourcePayload payload() {
        return payload;
    }

    /** Attribute names and values; unmodifiable by agreement. */
    public Map<String, String> attributes() {
        return attributes;
    }

    /** The key, if any. */
    public @Nullable String key() {
        return key;
    }

    /** The place in the source, if any. */
    public @Nullable SourceOffset offset() {
        return offset;
    }

    /** The topic's settings, if the record brings them. */
    public @Nullable ProducerConfig producerConfig() {
        return producerConfig;
    }

    /** Names topic, key and offset; never the payload. */
    @Override
    public String toString() {
        return "SourceRecord[topic=" + topic + ", key=" + key + ", offset=" + offset + "]";
    }
}
