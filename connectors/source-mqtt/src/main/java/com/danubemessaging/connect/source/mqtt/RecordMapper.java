package com.danubemessaging.connect.source.mqtt;

import com.danubemessaging.connect.api.record.SourceOffset;
import com.danubemessaging.connect.api.record.SourceRecord;
import java.util.Map;

/**
 * An MQTT message as a record.
 *
 * <p>The key is the MQTT topic, always, so that order is kept per MQTT topic. The payload is foreign: without a schema
 * JSON stays JSON and everything else is wrapped, under a {@code string} or {@code bytes} schema the bytes are
 * published as they are. Attributes, for example: {@code mqtt.topic=sensors/7, mqtt.qos=1, mqtt.retain=false,
 * mqtt.dup=false, source=mqtt}.
 */
final class RecordMapper {

    private RecordMapper() {}

    /** Maps one message; {@code offset} is its place in the order of arrival. */
    static SourceRecord toRecord(Route route, Arrival arrival, SourceOffset offset, boolean includeMetadata) {
        SourceRecord record = SourceRecord.fromForeign(route.target().topic(), arrival.payload())
                .withKey(arrival.topic())
                .withOffset(offset);
        return includeMetadata ? record.withAttributes(attributes(arrival)) : record;
    }

    private static Map<String, String> attributes(Arrival arrival) {
        return Map.of(
                "mqtt.topic", arrival.topic(),
                "mqtt.qos", Integer.toString(arrival.flags().qos()),
                "mqtt.retain", Boolean.toString(arrival.flags().isRetained()),
                "mqtt.dup", Boolean.toString(arrival.flags().isDuplicate()),
                "source", "mqtt");
    }
}
