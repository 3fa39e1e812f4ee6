package com.danubemessaging.vertx.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrappedDefinitionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "message M {}",
                "{\"type\":\"object\"}",
                "{\"Avro\":5}",
                "{\"Avro\":{\"other\":1}}",
                "{\"Avro\":{\"raw_schema\":{}}}",
                "{\"Avro\":{\"raw_schema\":\"x\"},\"more\":1}",
                "\"int\"",
                "5",
                "",
            })
    void takesWhatHasAnotherShapeForTheTextItself(String definition) {
        assertThat(unwrap(definition)).isEqualTo(definition);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"Avro\":{\"raw_schema\":\"\\\"int\\\"\",\"fingerprint\":\"f\"}} | \"int\"",
                "{\"JsonSchema\":{\"raw_schema\":\"{ }\",\"fingerprint\":\"f\"}} | { }",
                "{\"Protobuf\":{\"raw_proto\":\"message M {}\",\"message_name\":\"DefaultMessage\",\"fingerprint\":\"f\"}} | message M {}",
            })
    void findsTheTextInsideTheWrapper(String wrapped, String text) {
        assertThat(unwrap(wrapped)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"Bytes\"", "\"String\"", "\"Number\""})
    void findsNoTextWhereTheTypeSaysEverything(String wrapped) {
        assertThat(unwrap(wrapped)).isEmpty();
    }

    private static String unwrap(String definition) {
        return WrappedDefinition.unwrap(definition.getBytes(StandardCharsets.UTF_8));
    }
}
