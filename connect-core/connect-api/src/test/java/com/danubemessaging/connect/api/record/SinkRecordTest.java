package com.danubemessaging.connect.api.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.connect.api.error.InvalidDataException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SinkRecordTest {

    private static final String TOPIC = "/default/orders";
    private static final Buffer NOT_TEXT = Buffer.buffer(new byte[] {(byte) 0xff, 0x00});

    private static SinkRecord.Builder record(Buffer payload) {
        return SinkRecord.builder(TOPIC, payload);
    }

    private static SinkRecord ofType(String type, Buffer payload) {
        return record(payload).schema(new SchemaInfo(1, 1, "orders", type)).build();
    }

    @Test
    void withoutASchemaAPayloadIsTheJsonValueIfItIsOne() {
        assertThat(record(Buffer.buffer("{\"a\": 1}")).build().json()).isEqualTo(new JsonObject().put("a", 1));
        assertThat(record(Buffer.buffer("[1]")).build().json()).isEqualTo(new JsonArray().add(1));
        assertThat(record(Buffer.buffer("\"a\"")).build().json()).isEqualTo("a");
        assertThat(record(Buffer.buffer("null")).build().json()).isNull();
    }

    @Test
    void withoutASchemaAnythingElseIsWrappedAsRaw() {
        assertThat(record(NOT_TEXT).build().json())
                .isEqualTo(new JsonObject().put("raw", "/wA=").put("size", 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"json_schema", "json", "number", "avro"})
    void aPayloadThatIsNotWhatItsSchemaSaysIsInvalid(String type) {
        SinkRecord broken = ofType(type, NOT_TEXT);

        assertThatThrownBy(broken::json)
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining(broken.messageId().toString());
    }

    @Test
    void textAndBytesAreWhatTheirSchemaSays() {
        assertThat(ofType("string", Buffer.buffer("42")).json()).isEqualTo("42");
        assertThat(ofType("number", Buffer.buffer("42")).json()).isEqualTo(42);
        assertThat(ofType("bytes", NOT_TEXT).json())
                .isEqualTo(new JsonObject().put("data", "/wA=").put("size", 2));
        assertThat(ofType("of a later release", Buffer.buffer("42")).json()).isEqualTo(42);
    }

    @Test
    void aDecoderIsAskedBeforeTheRuleOfTheType() {
        SinkRecord decoded = record(NOT_TEXT)
                .schema(new SchemaInfo(1, 1, "orders", "json"))
                .decoder(bytes -> bytes.length())
                .build();

        assertThat(decoded.json()).isEqualTo(2);
    }

    @Test
    void textThatIsNoTextIsInvalid() {
        assertThat(record(Buffer.buffer("größe")).build().payloadString()).isEqualTo("größe");
        assertThatThrownBy(() -> record(NOT_TEXT).build().payloadString())
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void anObjectOfAnotherShapeIsInvalidAndItsPayloadIsNotTold() {
        assertThat(record(Buffer.buffer("{\"a\": 1}")).build().payloadJson(JsonObject.class))
                .isEqualTo(new JsonObject().put("a", 1));
        assertThat(record(Buffer.buffer("[1]")).build().payloadJson(JsonArray.class))
                .isEqualTo(new JsonArray().add(1));
        assertThat(record(Buffer.buffer("42")).build().payloadJson(Integer.class))
                .isEqualTo(42);
        assertThatThrownBy(() -> record(Buffer.buffer("[1]")).build().payloadJson(JsonObject.class))
                .isInstanceOf(InvalidDataException.class);
        assertThatThrownBy(() -> record(Buffer.buffer("secret")).build().payloadJson(JsonObject.class))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("JsonObject")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "0,                   1970-01-01T00:00:00Z",
        "1767225600123,       2026-01-01T00:00:00.123Z",
        "99999999999999,      5138-11-16T09:46:39.999Z",
        "100000000000000,     1973-03-03T09:46:40Z",
        "1767225600123456,    2026-01-01T00:00:00.123456Z",
        "99999999999999999,   5138-11-16T09:46:39.999999Z",
        "100000000000000000,  1973-03-03T09:46:40Z",
        "1767225600123456789, 2026-01-01T00:00:00.123456789Z"
    })
    void publishTimesAreMillisecondsMicrosecondsOrNanosecondsBySize(long onTheWire, Instant expected) {
        SinkRecord record = record(Buffer.buffer("x")).publishTime(onTheWire).build();

        assertThat(record.publishTime()).isEqualTo(expected);
        assertThat(record.rawPublishTime()).isEqualTo(onTheWire);
    }

    @Test
    void aLaneIsTheKeyOrElseThePartition() {
        assertThat(record(Buffer.buffer()).key("k").partition(3).build().lane()).isEqualTo("k");
        assertThat(record(Buffer.buffer()).partition(3).build().lane()).isEqualTo(3);
    }

    @Test
    void itsTextNamesTheMessageAndNotThePayload() {
        SinkRecord record = record(Buffer.buffer("secret"))
                .messageId(new MessageId(TOPIC, 7, 1, 2))
                .key("k")
                .build();

        assertThat(record.toString()).contains(TOPIC, "k").doesNotContain("secret");
    }
}
