package com.danubemessaging.connect.benchmarks.bare;

import com.danubemessaging.proto.MsgID;
import com.danubemessaging.proto.StreamMessage;
import io.vertx.core.buffer.Buffer;

/**
 * SendMessage requests of one producer, each in one buffer into which the payload is copied once. What all of them have
 * in common is encoded once; protobuf lets fields come in any order.
 */
final class PublishFrame {

    private static final int LENGTH_DELIMITED = 2;

    private final byte[] constant;
    private long requestId;

    PublishFrame(long producerId, String topic, String brokerUrl, String producerName) {
        constant = StreamMessage.newBuilder()
                .setMsgId(MsgID.newBuilder()
                        .setProducerId(producerId)
                        .setTopicName(topic)
                        .setBrokerAddr(brokerUrl))
                .setProducerName(producerName)
                .build()
                .toByteArray();
    }

    Buffer encode(Buffer payload, byte[] routingKey) {
        Buffer out = begin(payload.length() + routingKey.length);
        head(out, StreamMessage.ROUTING_KEY_FIELD_NUMBER, routingKey.length);
        out.appendBytes(routingKey);
        return end(out, payload);
    }

    /** Without a key. */
    Buffer encode(Buffer payload) {
        return end(begin(payload.length()), payload);
    }

    private Buffer begin(int variableBytes) {
        Buffer out = Buffer.buffer(RawBroker.HEAD_BYTES + constant.length + variableBytes + 40);
        out.appendByte((byte) 0).appendInt(0).appendBytes(constant);
        varintField(out, StreamMessage.REQUEST_ID_FIELD_NUMBER, ++requestId);
        varintField(out, StreamMessage.PUBLISH_TIME_FIELD_NUMBER, System.currentTimeMillis());
        return out;
    }

    private static Buffer end(Buffer out, Buffer payload) {
        head(out, StreamMessage.PAYLOAD_FIELD_NUMBER, payload.length());
        out.appendBuffer(payload);
        return out.setInt(1, out.length() - RawBroker.HEAD_BYTES);
    }

    private static void varintField(Buffer out, int field, long value) {
        varint(out, (long) field << 3);
        varint(out, value);
    }

    private static void head(Buffer out, int field, int length) {
        varint(out, (long) field << 3 | LENGTH_DELIMITED);
        varint(out, length);
    }

    private static void varint(Buffer out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.appendByte((byte) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.appendByte((byte) rest);
    }
}
