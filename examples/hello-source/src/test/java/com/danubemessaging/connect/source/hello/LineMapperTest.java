package com.danubemessaging.connect.source.hello;

import static com.danubemessaging.connect.testkit.RecordAssert.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineMapperTest {

    @Test
    void takesTheKeyFromTheBeginningOfTheLine() {
        LineMapper mapper = new LineMapper("/default/hello", Optional.of(","));

        assertThat(mapper.record(Buffer.buffer("7,a,b")))
                .hasTopic("/default/hello")
                .hasKey("7")
                .hasText("7,a,b");
    }

    @Test
    void givesNoKeyToALineWithoutOne() {
        LineMapper mapper = new LineMapper("/default/hello", Optional.of(","));

        assertThat(mapper.record(Buffer.buffer("no separator"))).hasKey(null);
        assertThat(mapper.record(Buffer.buffer(",empty"))).hasKey(null);
        assertThat(new LineMapper("/default/hello", Optional.empty()).record(Buffer.buffer("7,a")))
                .hasKey(null);
    }

    @Test
    void keepsBytesThatAreNotText() {
        Buffer bytes = Buffer.buffer(new byte[] {'a', (byte) 0xff});

        assertThat(new LineMapper("/default/hello", Optional.empty()).record(bytes))
                .hasBytes(bytes);
    }
}
