package com.danubemessaging.vertx.client.internal;

import com.danubemessaging.vertx.client.OutgoingMessage;
import com.danubemessaging.vertx.client.Producer;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Encodes SendMessage requests of one producer registration: gRPC's five-byte head and the StreamMessage in one buffer.
 *
 * <p>The message id and the producer's name never change within a registration and are encoded once. Field numbers are
 * those of StreamMessage and MsgID in DanubeApi.proto. Immutable.
 */
final class SendFrame {

    /** gRPC: one byte compressed-flag, four bytes length. */
    static final int HEAD_BYTES = 5;

    /** The largest message this client sends. */
    static final int MAX_MESSAGE_BYTES = Producer.MAX_MESSAGE_BYTES;

    private final byte[] messageId;
    private final byte[] producerName;

    SendFrame(long producerId, String topic, String brokerUrl, String producerName) {
        Buffer id = Buffer.buffer();
        if (producerId != 0) {
            WireWriter.varintField(id, 1, producerId);
        }
        WireWriter.bytesField(id, 2, utf8(topic));
        WireWriter.bytesField(id, 3, utf8(brokerUrl));
        this.messageId = id.getBytes();
        this.producerName = utf8(producerName);
    }

    /** Exact size in bytes of the encoded message, without the frame's head. */
    long messageBytes(long requestId, long publishTime, OutgoingMessage message) {
        long size = (long) WireWriter.bytesFieldSize(messageId.length) + WireWriter.bytesFieldSize(producerName.length);
        if (requestId != 0) {
            size += 1 + WireWriter.varintSize(requestId);
        }
        int payload = message.payload().length();
        if (payload > 0) {
            size += 1 + WireWriter.varintSize(payload) + (long) payload;
        }
        if (publishTime != 0) {
            size += 1 + WireWriter.varintSize(publishTime);
        }
        for (Map.Entry<String, String> attribute : message.attributes().entrySet()) {
            int entry = WireWriter.bytesFieldSize(utf8Length(attribute.getKey()))
                    + WireWriter.bytesFieldSize(utf8Length(attribute.getValue()));
            size += WireWriter.bytesFieldSize(entry);
        }
        if (message.schemaId() != null) {
            size += 1 + WireWriter.varintSize(message.schemaId());
        }
        if (message.schemaVersion() != null) {
            size += 1 + WireWriter.varintSize(Integer.toUnsignedLong(message.schemaVersion()));
        }
        if (message.routingKey() != null) {
            size += WireWriter.bytesFieldSize(utf8Length(message.routingKey()));
        }
        return size;
    }

    /** @param messageBytes what {@link #messageBytes} said for the same arguments */
    Buffer encode(int messageBytes, long requestId, long publishTime, OutgoingMessage message) {
        Buffer out = Buffer.buffer(HEAD_BYTES + messageBytes);
        out.appendByte((byte) 0).appendInt(messageBytes);
        if (requestId != 0) {
            WireWriter.varintField(out, 1, requestId);
        }
        WireWriter.bytesField(out, 2, messageId);
        if (message.payload().length() > 0) {
            WireWriter.lengthHead(out, 3, message.payload().length());
            out.appendBuffer(message.payload());
        }
        if (publishTime != 0) {
            WireWriter.varintField(out, 4, publishTime);
        }
        WireWriter.bytesField(out, 5, producerName);
        message.attributes().forEach((name, value) -> attribute(out, utf8(name), utf8(value)));
        if (message.schemaId() != null) {
            WireWriter.varintField(out, 8, message.schemaId());
        }
        if (message.schemaVersion() != null) {
            WireWriter.varintField(out, 9, Integer.toUnsignedLong(message.schemaVersion()));
        }
        if (message.routingKey() != null) {
            WireWriter.bytesField(out, 10, utf8(message.routingKey()));
        }
        return out;
    }

    private static void attribute(Buffer out, byte[] name, byte[] value) {
        WireWriter.lengthHead(out, 7, WireWriter.bytesFieldSize(name.length) + WireWriter.bytesFieldSize(value.length));
        WireWriter.bytesField(out, 1, name);
        WireWriter.bytesField(out, 2, value);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int utf8Length(String text) {
        return utf8(text).length;
    }
}
