package com.danubemessaging.connect.runtime.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.api.error.InvalidDataException;
import com.danubemessaging.connect.api.record.SourcePayload;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadCodecTest {

    private static final String PERSON =
            "{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"},\"age\":{\"type\":\"integer\"}},\"required\":[\"name\"]}";

    private static Buffer encode(String type, SourcePayload payload) {
        return PayloadCodecs.writing(type, PERSON, false, false).encode(payload);
    }

    private static SourcePayload payload(String kind, String text) {
        return switch (kind) {
            case "bytes" -> new SourcePayload.Bytes(Buffer.buffer(text));
            case "text" -> new SourcePayload.Text(text);
            case "foreign" -> new SourcePayload.Foreign(Buffer.buffer(text));
            default ->
                new SourcePayload.Json(
                        text.startsWith("{")
                                ? new JsonObject(text)
                                : text.startsWith("[") ? new JsonArray(text) : text);
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "json_schema | text    | x             | \"x\"",
                "json_schema | json    | {\"a\":1}     | {\"a\":1}",
                "json_schema | foreign | {\"a\": 1}    | {\"a\": 1}",
                "json_schema | foreign | x             | {\"data\":\"eA==\",\"encoding\":\"base64\",\"size\":1}",
                "json_schema | bytes   | x             | x",
                "avro        | json    | {\"a\":1}     | {\"a\":1}",
                "number      | foreign | 5             | 5",
                "string      | text    | x             | x",
                "string      | json    | x             | x",
                "string      | json    | [1,2]         | [1,2]",
                "string      | foreign | x             | x",
                "string      | foreign | {\"a\":1}     | {\"a\":1}",
                "bytes       | text    | eHk=          | xy",
                "bytes       | json    | eHk=          | xy",
                "bytes       | json    | {\"data\":\"eHk=\",\"size\":2} | xy",
                "bytes       | foreign | eHk=          | eHk=",
                "bytes       | bytes   | x             | x",
            })
    void writesWhatTheTypeOfTheSchemaSays(String type, String kind, String given, String published) {
        Buffer encoded = type.equals("avro")
                ? PayloadCodecs.writing("avro", RECORD, false, false).encode(payload(kind, given))
                : encode(type, payload(kind, given));

        assertThat(encoded).hasToString(published);
    }

    @ParameterizedTest
    @CsvSource({"text, not base64!", "json, not base64!", "json, '{\"size\":2}'", "json, '[1]'"})
    void refusesWhatHoldsNoBytesUnderABytesSchema(String kind, String given) {
        assertThatThrownBy(() -> encode("bytes", payload(kind, given)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("base64");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "json_schema | {\"name\":5}              | name",
                "json_schema | {\"age\":5}               | name",
                "json_schema | [1]                       | object",
                "number      | \"5\"                     | not a number",
                "avro        | {\"x\":\"text\"}          | /x",
                "avro        | {}                        | /x",
                "avro        | {\"x\":1,\"z\":1}         | /z",
            })
    void refusesWhatDoesNotFitIfItValidates(String type, String payload, String word) {
        String definition = type.equals("avro") ? RECORD : PERSON;
        PayloadCodec strict = PayloadCodecs.writing(type, definition, false, true);
        SourcePayload foreign = payload("foreign", payload);

        assertThatThrownBy(() -> strict.encode(foreign))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining(word);
        assertThat(PayloadCodecs.writing(type, definition, false, false).encode(foreign))
                .hasToString(payload);
    }

    @Test
    void takesWhatFitsIfItValidates() {
        assertThat(PayloadCodecs.writing("json_schema", PERSON, false, true)
                        .encode(payload("foreign", "{\"name\":\"x\"}")))
                .hasToString("{\"name\":\"x\"}");
        assertThat(PayloadCodecs.writing("json_schema", "true", false, true).encode(payload("foreign", "5")))
                .hasToString("5");
        assertThatThrownBy(() -> PayloadCodecs.writing("json_schema", "false", false, true)
                        .encode(payload("foreign", "5")))
                .isInstanceOf(InvalidDataException.class);
    }

    @Test
    void readsWhatTheTypeOfTheSchemaSays() {
        assertThat(reading("string", "").decode(Buffer.buffer("text"))).isEqualTo("text");
        assertThat(reading("bytes", "").decode(Buffer.buffer("xy")))
                .isEqualTo(new JsonObject().put("data", "eHk=").put("size", 2));
        assertThat(reading("number", "").decode(Buffer.buffer("2.5"))).isEqualTo(2.5);
        assertThat(reading("json_schema", PERSON).decode(Buffer.buffer("{\"name\":5}")))
                .isEqualTo(new JsonObject().put("name", 5));
        assertThat(PayloadCodecs.reading("newer", "")).isNull();
        Buffer broken = Buffer.buffer(new byte[] {(byte) 0xc3, 0x28});
        for (String type : new String[] {"string", "number", "json_schema"}) {
            assertThatThrownBy(() -> reading(type, PERSON).decode(broken)).isInstanceOf(InvalidDataException.class);
        }
    }

    private static PayloadCodec reading(String type, String definition) {
        PayloadCodec codec = PayloadCodecs.reading(type, definition);
        assertThat(codec).isNotNull();
        return codec;
    }

    private static final String RECORD =
            "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"x\",\"type\":\"int\"},{\"name\":\"y\",\"type\":\"string\",\"default\":\"why\"}]}";

    private static final String EVERYTHING =
            """
            {"type":"record","name":"All","fields":[
              {"name":"b","type":"boolean"}, {"name":"i","type":"int"}, {"name":"l","type":"long"},
              {"name":"f","type":"float"}, {"name":"d","type":"double"}, {"name":"s","type":"string"},
              {"name":"raw","type":"bytes"}, {"name":"fix","type":{"type":"fixed","name":"Two","size":2}},
              {"name":"e","type":{"type":"enum","name":"Colour","symbols":["RED","BLUE"]}},
              {"name":"many","type":{"type":"array","items":"int"}},
              {"name":"by","type":{"type":"map","values":"long"}},
              {"name":"maybe","type":["null","string"]},
              {"name":"either","type":["null","double","long"]},
              {"name":"inner","type":{"type":"record","name":"In","fields":[{"name":"x","type":"int"}]}}]}
            """;

    private static JsonObject everything() {
        return new JsonObject()
                .put("b", true)
                .put("i", -5)
                .put("l", 1L << 40)
                .put("f", 1.5)
                .put("d", 2)
                .put("s", "größe")
                .put("raw", "eHk=")
                .put("fix", "eHk=")
                .put("e", "BLUE")
                .put("many", new JsonArray().add(1).add(2))
                .put("by", new JsonObject().put("a", 1))
                .put("either", 7)
                .put("inner", new JsonObject().put("x", 1));
    }

    @Test
    void writesAndReadsAvrosBinaryEncoding() {
        PayloadCodec codec = PayloadCodecs.writing("avro", EVERYTHING, true, true);

        Buffer encoded = codec.encode(new SourcePayload.Json(everything()));

        JsonObject read = (JsonObject) codec.decode(encoded);
        assertThat(read)
                .isEqualTo(everything()
                        .putNull("maybe")
                        .put("f", 1.5f)
                        .put("d", 2.0)
                        .put("by", new JsonObject().put("a", 1L))
                        .put("either", 7L));
        assertThat(codec.encode(new SourcePayload.Foreign(everything().toBuffer())))
                .isEqualTo(encoded);
        assertThat(codec.encode(new SourcePayload.Text(everything().encode()))).isEqualTo(encoded);
        assertThat(codec.encode(new SourcePayload.Bytes(encoded))).isEqualTo(encoded);
    }

    @Test
    void writesExactlyAvrosBytes() {
        Buffer encoded =
                PayloadCodecs.writing("avro", RECORD, true, false).encode(new SourcePayload.Json(Map.of("x", 1)));

        // zigzag 1, then the default's length 3 and text (Avro specification: binary encoding).
        assertThat(encoded.getBytes()).containsExactly(2, 6, 'w', 'h', 'y');
    }

    @Test
    void readsAvroRecordsThatAreJsonText() {
        PayloadCodec codec = PayloadCodecs.reading("avro", RECORD);

        assertThat(codec).isNotNull();
        assertThat(codec.decode(Buffer.buffer(" {\"x\":1}"))).isEqualTo(new JsonObject().put("x", 1));
        assertThat(codec.decode(Buffer.buffer(new byte[] {2, 2, 'a'})))
                .isEqualTo(new JsonObject().put("x", 1).put("y", "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "\u0002", "\u0002\u0002ab", "[1]", "\u0002\u00ffx"})
    void refusesWhatIsNoAvroRecord(String payload) {
        PayloadCodec codec = PayloadCodecs.reading("avro", RECORD);

        assertThat(codec).isNotNull();
        assertThatThrownBy(() -> codec.decode(Buffer.buffer(payload))).isInstanceOf(InvalidDataException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "i | 3000000000 | /i",
                "i | 1.5 | /i",
                "b | \"true\" | /b",
                "e | \"GREEN\" | /e",
                "fix | \"eA==\" | /fix",
                "raw | \"?\" | /raw",
                "many | [1,\"x\"] | /many/1",
                "by | {\"a\":\"x\"} | /by/a",
                "maybe | 5 | /maybe",
                "inner | {} | /inner/x",
            })
    void namesTheFieldThatIsNoneOfItsAvroType(String field, String value, String place) {
        JsonObject record = new JsonObject("{\"v\":" + value + "}");
        JsonObject broken = everything().put(field, record.getValue("v"));

        assertThatThrownBy(() ->
                        PayloadCodecs.writing("avro", EVERYTHING, true, false).encode(new SourcePayload.Json(broken)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining(place);
    }

    @Test
    void refusesBinaryAvroWithoutARecordAtTheTop() {
        assertThatThrownBy(() -> PayloadCodecs.writing("avro", "\"int\"", true, false))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("record");
        assertThatThrownBy(() -> PayloadCodecs.writing("avro", "{", true, false))
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> PayloadCodecs.writing("xml", "", false, false))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("xml");
    }
}
