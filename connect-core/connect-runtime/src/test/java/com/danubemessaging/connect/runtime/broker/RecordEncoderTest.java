package com.danubemessaging.connect.runtime.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.connect.api.error.CoreErrorCode;
import com.danubemessaging.connect.api.error.InvalidDataException;
import com.danubemessaging.connect.api.record.SourceRecord;
import com.danubemessaging.vertx.client.OutgoingMessage;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordEncoderTest {

    private static final String TOPIC = "/default/a";

    private static String text(SourceRecord record) {
        return RecordEncoder.encode(record, null).payload().toString();
    }

    private static String foreign(Buffer bytes) {
        return text(SourceRecord.fromForeign(TOPIC, bytes));
    }

    @Test
    void saysThatAValueCannotBeWrittenAsJson() {
        SourceRecord record = SourceRecord.fromJson(TOPIC, new Object());

        assertThatThrownBy(() -> RecordEncoder.encode(record, null))
                .isInstanceOfSatisfying(InvalidDataException.class, failure -> assertThat(failure.code())
                        .isEqualTo(CoreErrorCode.SERIALIZATION));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{} {}", "nul", "1 2", "{\"a\":1}x", "plain text"})
    void wrapsForeignBytesThatAreNotOneJsonValue(String text) {
        JsonObject wrapped = new JsonObject(foreign(Buffer.buffer(text)));

        assertThat(wrapped.getString("encoding")).isEqualTo("base64");
        assertThat(wrapped.getInteger("size")).isEqualTo(text.length());
        assertThat(new String(wrapped.getBinary("data"), StandardCharsets.UTF_8))
                .isEqualTo(text);
    }

    @Test
    void wrapsForeignBytesThatAreJsonInAnotherEncodingThanUtf8() {
        assertThat(foreign(Buffer.buffer("{\"a\":1}".getBytes(StandardCharsets.UTF_16BE))))
                .contains("base64");
        assertThat(foreign(Buffer.buffer(new byte[] {'"', (byte) 0xff, '"'}))).contains("base64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"42", "null", "\"é\"", " { \"b\" : 1, \"a\":2.50 } ", "[1,[2]]"})
    void publishesForeignJsonByteForByte(String json) {
        assertThat(foreign(Buffer.buffer(json))).isEqualTo(json);
    }

    @Test
    void quotesTextAndLeavesBytesAlone() {
        assertThat(text(SourceRecord.fromString(TOPIC, "a\"b"))).isEqualTo("\"a\\\"b\"");
        assertThat(text(SourceRecord.of(TOPIC, new byte[] {'x'}))).isEqualTo("x");
        assertThat(text(SourceRecord.fromJson(TOPIC, Map.of("a", 1)))).isEqualTo("{\"a\":1}");
    }

    @Test
    void keepsKeyAndAttributes() {
        OutgoingMessage message = RecordEncoder.encode(
                SourceRecord.fromString(TOPIC, "x").withKey("").withAttribute("colour", "red"), null);

        assertThat(message.routingKey()).isEmpty();
        assertThat(message.attributes()).containsExactly(Map.entry("colour", "red"));
    }
}
