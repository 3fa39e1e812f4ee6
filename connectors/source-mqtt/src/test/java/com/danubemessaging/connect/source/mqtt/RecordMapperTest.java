package com.danubemessaging.connect.source.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.record.SourceOffset;
import com.danubemessaging.connect.api.record.SourcePayload;
import com.danubemessaging.connect.api.record.SourceRecord;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordMapperTest {

    private static final Route ROUTE =
            new Route(0, TopicFilter.parse("a/#"), Qos.AT_LEAST_ONCE, ProducerConfig.reliable("/default/a"));
    private static final SourceOffset OFFSET = SourceOffset.of("c1", 7);

    private static SourceRecord map(Arrival.Flags flags, Buffer payload, boolean includeMetadata) {
        Arrival arrival = new Arrival("a/b", payload, flags, AckQueue.NO_ACK);
        return RecordMapper.toRecord(ROUTE, arrival, OFFSET, includeMetadata);
    }

    @Test
    void carriesTopicKeyOffsetAndTheUntouchedPayload() {
        Buffer payload = Buffer.buffer(new byte[] {0, -1, 2});

        SourceRecord record = map(new Arrival.Flags(1, false, false), payload, true);

        assertThat(record.topic()).isEqualTo("/default/a");
        assertThat(record.key()).isEqualTo("a/b");
        assertThat(record.offset()).isEqualTo(OFFSET);
        assertThat(record.payload()).isEqualTo(new SourcePayload.Foreign(payload));
    }

    @Test
    void describesTheDeliveredPacketInAttributes() {
        assertThat(map(new Arrival.Flags(1, true, false), Buffer.buffer("x"), true)
                        .attributes())
                .containsOnly(
                        entry("mqtt.topic", "a/b"),
                        entry("mqtt.qos", "1"),
                        entry("mqtt.retain", "false"),
                        entry("mqtt.dup", "true"),
                        entry("source", "mqtt"));
        assertThat(map(new Arrival.Flags(0, false, true), Buffer.buffer("x"), true)
                        .attributes())
                .contains(entry("mqtt.qos", "0"), entry("mqtt.retain", "true"), entry("mqtt.dup", "false"));
    }

    @Test
    void keepsTheKeyWithoutMetadataSoThatOrderStays() {
        SourceRecord record = map(new Arrival.Flags(1, false, false), Buffer.buffer(), false);

        assertThat(record.attributes()).isEmpty();
        assertThat(record.key()).isEqualTo("a/b");
    }

    private static Map.Entry<String, String> entry(String name, String value) {
        return Map.entry(name, value);
    }
}
