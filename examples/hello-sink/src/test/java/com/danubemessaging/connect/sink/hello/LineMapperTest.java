package com.danubemessaging.connect.sink.hello;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.record.MessageId;
import com.danubemessaging.connect.api.record.SinkRecord;
import com.danubemessaging.connect.testkit.SinkRecords;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineMapperTest {

    @Test
    void writesEveryFieldInAFixedOrder() {
        SinkRecord record = SinkRecord.builder("/default/hello", Buffer.buffer("{\"n\":1}"))
                .partition(3)
                .messageId(new MessageId("/default/hello-part-3", 42, 1, 2))
                .key("a")
                .attributes(Map.of("unit", "m"))
                .publishTime(1_767_225_600_000L)
                .build();

        assertThat(LineMapper.line(record).toString())
                .isEqualTo("{\"topic\":\"/default/hello\",\"partition\":3,\"offset\":42,\"key\":\"a\","
                        + "\"attributes\":{\"unit\":\"m\"},\"publish_time\":\"2026-01-01T00:00:00Z\","
                        + "\"payload\":{\"n\":1}}\n");
    }

    @Test
    void staysOnOneLineWhateverThePayloadHolds() {
        SinkRecord record = SinkRecords.of("/default/hello").json(null, "first\nsecond");

        assertThat(LineMapper.line(record).toString().indexOf('\n'))
                .isEqualTo(LineMapper.line(record).length() - 1);
    }

    @Test
    void wrapsBytesThatAreNotJson() {
        SinkRecord record = SinkRecords.of("/default/hello").next("k", Buffer.buffer(new byte[] {1, 2, 3}));

        assertThat(LineMapper.line(record).toString()).contains("\"payload\":{\"raw\":\"AQID\",\"size\":3}");
    }
}
