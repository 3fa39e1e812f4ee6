package com.danubemessaging.connect.runtime.broker;

import com.danubemessaging.connect.api.error.InvalidDataException;
import com.danubemessaging.connect.api.record.SourcePayload;
import com.danubemessaging.connect.api.record.SourceRecord;
import com.danubemessaging.connect.runtime.schema.JsonPayloads;
import com.danubemessaging.connect.runtime.schema.PayloadCodec;
import com.danubemessaging.vertx.client.OutgoingMessage;
import org.jspecify.annotations.Nullable;

/** Source records as messages, by the schema of their topic. Stateless. */
public final class RecordEncoder {

    private RecordEncoder() {}

    /**
     * The message for a record.
     *
     * @param codec the topic's; null for a topic without a schema
     * @throws InvalidDataException if the payload cannot be encoded
     */
    public static OutgoingMessage encode(SourceRecord record, @Nullable PayloadCodec codec) {
        SourcePayload payload = record.payload();
        OutgoingMessage message =
                OutgoingMessage.of(codec == null ? JsonPayloads.encode(payload) : codec.encode(payload));
        if (!record.attributes().isEmpty()) {
            message = message.withAttributes(record.attributes());
        }
        return record.key() == null ? message : message.withRoutingKey(record.key());
    }
}
