package com.danubemessaging.vertx.client;

import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message to publish. Immutable, provided that nobody writes to the payload after handing it over; may be sent more
 * than once and from any thread.
 */
public final class OutgoingMessage {

    private final Buffer payload;
    private final Map<String, String> attributes;
    private final @Nullable String routingKey;
    private final long publishTime;
    private final @Nullable Long schemaId;
    private final @Nullable Integer schemaVersion;

    private OutgoingMessage(
            Buffer payload,
            Map<String, String> attributes,
            @Nullable String routingKey,
            long publishTime,
            @Nullable Long schemaId,
            @Nullable Integer schemaVersion) {
        this.payload = payload;
        this.attributes = attributes;
        this.routingKey = routingKey;
        this.publishTime = publishTime;
        this.schemaId = schemaId;
        this.schemaVersion = schemaVersion;
    }

    /** A message without attributes, key or schema, published with the time of sending. */
    public static OutgoingMessage of(Buffer payload) {
        return new OutgoingMessage(Objects.requireNonNull(payload), Map.of(), null, 0, null, null);
    }

    /** A message whose payload is the text in UTF-8. */
    public static OutgoingMessage of(String text) {
        return of(Buffer.buffer(text));
    }

    /** The same message with one more attribute; an attribute of that name is replaced. */
    public OutgoingMessage withAttribute(String name, String value) {
        Map<String, String> merged = new LinkedHashMap<>(attributes);
        merged.put(Objects.requireNonNull(name), Objects.requireNonNull(value));
        return new OutgoingMessage(payload, Map.copyOf(merged), routingKey, publishTime, schemaId, schemaVersion);
    }

    /** The same message with exactly these attributes. */
    public OutgoingMessage withAttributes(Map<String, String> attributes) {
        return new OutgoingMessage(payload, Map.copyOf(attributes), routingKey, publishTime, schemaId, schemaVersion);
    }

    /** The same message with a key, which chooses the partition and the ordered lane; null removes it. */
    public OutgoingMessage withRoutingKey(@Nullable String routingKey) {
        return new OutgoingMessage(payload, attributes, routingKey, publishTime, schemaId, schemaVersion);
    }

    /** The same message with its own publish time in milliseconds since the epoch; 0 means the time of sending. */
    public OutgoingMessage withPublishTime(long publishTime) {
        return new OutgoingMessage(payload, attributes, routingKey, publishTime, schemaId, schemaVersion);
    }

    /** The same message marked as written with a registered schema; both numbers are unsigned. */
    public OutgoingMessage withSchema(long schemaId, int schemaVersion) {
        return new OutgoingMessage(payload, attributes, routingKey, publishTime, schemaId, schemaVersion);
    }

    /** The bytes to publish; may be empty. */
    public Buffer payload() {
        return payload;
    }

    /** Unmodifiable; empty if there are none. */
    public Map<String, String> attributes() {
        return attributes;
    }

    /** The key, or null. An empty key is a key. */
    public @Nullable String routingKey() {
        return routingKey;
    }

    /** Milliseconds since the epoch; 0 means the time of sending. */
    public long publishTime() {
        return publishTime;
    }

    /** The schema subject's id, unsigned, or null. */
    public @Nullable Long schemaId() {
        return schemaId;
    }

    /** The schema's version, unsigned, or null. */
    public @Nullable Integer schemaVersion() {
        return schemaVersion;
    }

    /**
     * About how many bytes this message takes in memory and on the wire, without the names of its topic and producer:
     * an upper bound for ASCII text, within a factor of three for other scripts. Used for byte bounds; the check
     * against the broker's limit counts exactly.
     */
    public int encodedSizeEstimate() {
        long size = 64L + payload.length();
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            size += 16L + attribute.getKey().length() + attribute.getValue().length();
        }
        if (routingKey != null) {
            size += 6L + routingKey.length();
        }
        return (int) Math.min(Integer.MAX_VALUE, size);
    }
}
