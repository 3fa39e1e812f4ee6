package com.danubemessaging.connect.runtime.broker;

import com.danubemessaging.connect.api.record.MessageId;
import com.danubemessaging.connect.api.record.SinkRecord;
import com.danubemessaging.vertx.client.Message;
import org.jspecify.annotations.Nullable;

/**
 * A message and the record made of it. Immutable.
 *
 * @param message what is acknowledged
 * @param record what the connector sees
 * @param stream number of the stream that it came on, as its inlet counts them
 */
public record Inbound(Message message, SinkRecord record, int stream) {

    /** Makes the record; decoding stays lazy. */
    static Inbound of(Message message, SchemaLookup.Meaning schema, int stream) {
        SinkRecord.Builder builder = SinkRecord.builder(message.topic(), message.payload())
                .partition(message.partition())
                .messageId(new MessageId(
                        message.partitionTopic(), message.offset(), message.producerId(), message.requestId()))
                .attributes(message.attributes())
                .key(message.routingKey())
                .publishTime(message.publishTime())
                .producerName(message.producerName());
        return new Inbound(
                message, builder.schema(schema.info()).decoder(schema.decoder()).build(), stream);
    }

    /** What must stay in order beside the partition; null for records without a key. */
    public @Nullable String key() {
        return message.routingKey();
    }

    /** Its offset, unsigned. */
    public long offset() {
        return message.offset();
    }

    /** Its payload's size, for credit. */
    public int bytes() {
        return message.payload().length();
    }

    /**
     * A hash of (topic, offset, producer id, request id, publish time), equal for all deliveries of one message. The
     * offset alone does not tell: it restarts when a broker loses its data.
     */
    public long identity() {
        long hash = message.partitionTopic().hashCode();
        hash = mix(hash ^ message.offset());
        hash = mix(hash ^ message.producerId());
        hash = mix(hash ^ message.requestId());
        return mix(hash ^ message.publishTime());
    }

    /** The finalizer of MurmurHash3, 64 bits. */
    private static long mix(long value) {
        long h = value;
        h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }
}
