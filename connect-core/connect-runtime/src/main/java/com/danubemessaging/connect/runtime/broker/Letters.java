package com.danubemessaging.connect.runtime.broker;

import com.danubemessaging.connect.api.error.InvalidDataException;
import com.danubemessaging.connect.api.record.SourceOffset;
import com.danubemessaging.connect.api.record.SourcePayload;
import com.danubemessaging.connect.runtime.delivery.DeadLetter;
import com.danubemessaging.connect.runtime.schema.JsonPayloads;
import com.danubemessaging.vertx.client.Message;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes dead letters of records. Stateless. */
public final class Letters {

    private Letters() {}

    /** The letter of a record that a sink could not write. */
    public static DeadLetter of(Inbound inbound, String subscription, Map<String, String> reason) {
        Message message = inbound.message();
        Map<String, String> attributes = new LinkedHashMap<>(message.attributes());
        attributes.putAll(reason);
        attributes.put(DeadLetter.ORIGIN + "topic", message.topic());
        attributes.put(DeadLetter.ORIGIN + "partition", Integer.toString(message.partition()));
        attributes.put(DeadLetter.ORIGIN + "offset", Long.toUnsignedString(message.offset()));
        attributes.put(
                DeadLetter.ORIGIN + "message_id", inbound.record().messageId().toString());
        attributes.put(DeadLetter.ORIGIN + "publish_time", Long.toUnsignedString(message.publishTime()));
        attributes.put(DeadLetter.ORIGIN + "producer", message.producerName());
        attributes.put(DeadLetter.ORIGIN + "subscription", subscription);
        return new DeadLetter(
                message.topic(),
                message.payload(),
                attributes,
                message.routingKey(),
                message.schemaId(),
                message.schemaVersion());
    }

    /** The letter of a record that a source could not publish. */
    public static DeadLetter of(Outbound outbound, Map<String, String> reason) {
        Map<String, String> attributes = new LinkedHashMap<>(outbound.record().attributes());
        attributes.putAll(reason);
        attributes.put(DeadLetter.ORIGIN + "topic", outbound.record().topic());
        SourceOffset offset = outbound.record().offset();
        if (offset != null) {
            attributes.put(DeadLetter.ORIGIN + "source_partition", offset.partition());
            attributes.put(DeadLetter.ORIGIN + "source_offset", Long.toString(offset.value()));
        }
        return new DeadLetter(
                outbound.record().topic(),
                originalBytes(outbound),
                attributes,
                outbound.record().key(),
                null,
                null);
    }

    /** The bytes as they came, not as they would have been published. */
    private static Buffer originalBytes(Outbound outbound) {
        SourcePayload payload = outbound.record().payload();
        if (payload instanceof SourcePayload.Foreign foreign) {
            return foreign.bytes();
        }
        try {
            return JsonPayloads.encode(payload);
        } catch (InvalidDataException e) {
            return Buffer.buffer(String.valueOf(payload));
        }
    }
}
