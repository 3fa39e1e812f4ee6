package com.danubemessaging.embedded.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AvroFingerprintTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("schemasAndTheFingerprintsThatABrokerOfRelease015Answered")
    void isThatOfABroker(String what, String digest, String schema) {
        assertThat(AvroFingerprint.of(new Schema.Parser().parse(schema))).isEqualTo("sha256:" + digest);
    }

    static Stream<Arguments> schemasAndTheFingerprintsThatABrokerOfRelease015Answered() {
        return Stream.of(
                arguments(
                        "a primitive type",
                        "e9e5c1c9e4f6277339d1bcde0733a59bd42f8731f449da6dc13010a916930d48",
                        """
                        "string"
                        """),
                arguments(
                        "documentation and orders of fields",
                        "d13a3af608d42daeb0b980e6c061d164784ad3da94ba53a01db167c027033374",
                        """
                        {"type":"record","name":"com.y.P","doc":"kept",
                         "fields":[{"name":"z","type":"int","doc":"dropped","order":"descending"},
                           {"name":"a","type":{"type":"string"}}]}
                        """),
                arguments(
                        "namespaces, aliases, properties and an enumeration's documentation",
                        "f63ca181c5ad1f0b88b1b7b61638bb29effe1d79b8055b3ae8a219340b7ea5b7",
                        """
                        {"type":"record","name":"R","namespace":"x","aliases":["Q"],"custom":"v",
                         "fields":[{"name":"a","type":{"type":"enum","name":"E","symbols":["A"],"doc":"dropped"},
                           "aliases":["b"]},
                           {"name":"c","type":["null","E"],"default":null}]}
                        """),
                arguments(
                        "namespaces of nested records",
                        "4264af0051d14bf5570546072cb60e2b9eb32f26d3b2733446a5b0b70e53df39",
                        """
                        {"type":"record","name":"R","namespace":"x",
                         "fields":[{"name":"a","type":{"type":"record","name":"N","namespace":"y",
                         "fields":[{"name":"b","type":"x.R"}]}}]}
                        """),
                arguments(
                        "logical types and properties of primitive types",
                        "d6f8793b285458d0f11ce56934871afca544d8a27d256797654ce315f63870dc",
                        """
                        {"type":"record","name":"R",
                         "fields":[{"name":"t","type":{"type":"long","logicalType":"timestamp-millis","custom":1}},
                           {"name":"d","type":{"type":"bytes","logicalType":"decimal","precision":4}},
                           {"name":"u","type":{"type":"string","logicalType":"unknown","avro.java.string":"String"}}]}
                        """),
                arguments(
                        "arrays, maps and fixed types",
                        "1f38c32b1c3e8d063f787685c6df2be57f3445333d1643d34a16e4c4ccd2afbb",
                        """
                        {"type":"array","items":
                         {"type":"map","values":{"type":"fixed","name":"F","size":8,"doc":"kept"}},"custom":"v"}
                        """),
                arguments(
                        "defaults as they were written",
                        "81d1c4a47bba0d96cc376d7756106e239e1cc1dcb67a3092441a5d0927602d24",
                        """
                        {"type":"record","name":"R",
                         "fields":[{"name":"a","type":"double","default":1},
                           {"name":"b","type":"string","default":"größe"}]}
                        """));
    }
}
