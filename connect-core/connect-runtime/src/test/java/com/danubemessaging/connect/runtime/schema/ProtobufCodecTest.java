package com.danubemessaging.connect.runtime.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.api.error.InvalidDataException;
import com.danubemessaging.connect.api.record.SourcePayload;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtobufCodecTest {

    private static final String EVERYTHING =
            """
            // What protobuf has.
            syntax = "proto3";
            package shop.orders.v1;
            import "google/protobuf/timestamp.proto";
            option java_package = "shop";

            message Order {
              reserved 15, 20 to 30;
              string order_id = 1;
              int64 amount = 2;
              optional int32 discount = 3;
              repeated Line lines = 4;
              map<string, Line> by_name = 5;
              Colour colour = 6;
              oneof payment { string card = 7; Cash cash = 8; }
              google.protobuf.Timestamp at = 9;
              bytes raw = 10;
              double weight = 11 [json_name = "kg"];
              repeated int32 codes = 12 [packed = false];
              .shop.orders.v1.Line first = 13;
              enum Colour { UNKNOWN = 0; RED = 1; }
              message Cash { uint32 coins = 1; }
            }

            message Line { string name = 1; bool gift = 2; }
            """;

    private static final JsonObject ORDER = new JsonObject()
            .put("order_id", "a")
            .put("amount", "12")
            .put("discount", 0)
            .put("lines", new JsonArray().add(new JsonObject().put("name", "x").put("gift", true)))
            .put(
                    "by_name",
                    new JsonObject().put("k", new JsonObject().put("name", "y").put("gift", false)))
            .put("colour", "RED")
            .put("cash", new JsonObject().put("coins", 3))
            .put("at", "2026-01-02T03:04:05Z")
            .put("raw", "eHk=")
            .put("weight", 1.5)
            .put("codes", new JsonArray().add(1).add(2))
            .put("first", new JsonObject().put("name", "z").put("gift", false));

    private static PayloadCodec codec(String definition) {
        return PayloadCodecs.writing("protobuf", definition, false, false);
    }

    @Test
    void writesTheSerialisedMessageAndReadsItAgain() {
        PayloadCodec codec = codec(EVERYTHING);

        Buffer encoded = codec.encode(new SourcePayload.Json(ORDER));

        assertThat(codec.decode(encoded)).isEqualTo(ORDER);
        assertThat(codec.encode(new SourcePayload.Foreign(ORDER.toBuffer()))).isEqualTo(encoded);
        assertThat(codec.encode(new SourcePayload.Text(ORDER.encode()))).isEqualTo(encoded);
        assertThat(codec.encode(new SourcePayload.Bytes(encoded))).isEqualTo(encoded);
    }

    @Test
    void writesExactlyProtobufsBytes() {
        Buffer encoded = codec("message M { optional int32 a = 1; required string b = 2; }")
                .encode(new SourcePayload.Json(new JsonObject().put("a", 150).put("b", "testing")));

        // Protocol Buffers, encoding: the two examples of the documentation.
        assertThat(encoded.getBytes())
                .containsExactly(0x08, 0x96 - 256, 0x01, 0x12, 0x07, 't', 'e', 's', 't', 'i', 'n', 'g');
    }

    @Test
    void readsAnEmptyPayloadAsAMessageOfZeros() {
        assertThat(codec("syntax = \"proto3\"; message M { int32 a = 1; optional int32 b = 2; repeated string c = 3; }")
                        .decode(Buffer.buffer()))
                .isEqualTo(new JsonObject().put("a", 0).put("c", new JsonArray()));
    }

    @Test
    void keepsAnUnsetOptionalFieldApartFromAZero() {
        PayloadCodec codec = codec("syntax = \"proto3\"; message M { optional int32 b = 2; }");

        assertThat(codec.encode(new SourcePayload.Json(new JsonObject())).length())
                .isZero();
        assertThat(codec.decode(codec.encode(new SourcePayload.Json(new JsonObject().put("b", 0)))))
                .isEqualTo(new JsonObject().put("b", 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"unknown\":1}",
                "{\"amount\":\"many\"}",
                "{\"colour\":\"GREEN\"}",
                "{\"card\":\"c\",\"cash\":{}}",
                "[1]",
                "\"text\"",
                "no json",
            })
    void refusesWhatIsNoMessage(String json) {
        assertThatThrownBy(() -> codec(EVERYTHING).encode(new SourcePayload.Foreign(Buffer.buffer(json))))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("shop.orders.v1.Order");
    }

    @Test
    void refusesBytesThatAreNoMessage() {
        Buffer broken = Buffer.buffer(new byte[] {0x0a, 0x7f, 1});

        assertThatThrownBy(() -> codec(EVERYTHING).decode(broken)).isInstanceOf(InvalidDataException.class);
        assertThatThrownBy(() -> PayloadCodecs.writing("protobuf", EVERYTHING, false, true)
                        .encode(new SourcePayload.Bytes(broken)))
                .isInstanceOf(InvalidDataException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "syntax = \"proto3\";",
                "message {",
                "message M { int32 a = 1; Missing b = 2; }",
                "syntax = \"proto3\"; message M { int32 a = 1; int32 b = 1; }",
                "syntax = \"proto3\"; import \"other.proto\"; message M {}",
                "syntax = \"proto2\"; message M { repeated group G = 1 { optional int32 a = 1; } }",
            })
    void refusesADefinitionThatCannotBeUsed(String definition) {
        assertThatThrownBy(() -> codec(definition))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the Protobuf schema cannot be used");
    }
}
