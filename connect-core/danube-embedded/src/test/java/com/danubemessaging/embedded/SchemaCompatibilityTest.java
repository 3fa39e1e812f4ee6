package com.danubemessaging.embedded;

import static com.danubemessaging.embedded.RawClient.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.embedded.model.SchemaRules;
import com.danubemessaging.proto.CheckCompatibilityResponse;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may follow what: the table of the Danube protocol, and what the strict rules find besides. */
class SchemaCompatibilityTest {

    /** A subject with one version, and whether another may follow under each mode. */
    abstract static class Rules extends BrokerTest {

        void check(String type, String latest, String fresh, boolean backward, boolean forward) {
            RawSchemas schemas = new RawSchemas(client);
            schemas.id("subject", type, SchemaSamples.definition(latest));

            assertThat(isCompatible(schemas, type, fresh, "backward"))
                    .as("backward")
                    .isEqualTo(backward);
            assertThat(isCompatible(schemas, type, fresh, "forward"))
                    .as("forward")
                    .isEqualTo(forward);
            assertThat(isCompatible(schemas, type, fresh, "full")).as("full").isEqualTo(backward && forward);
            assertThat(isCompatible(schemas, type, fresh, "none")).as("none").isTrue();
        }

        private static boolean isCompatible(RawSchemas schemas, String type, String fresh, String mode) {
            CheckCompatibilityResponse answer =
                    await(schemas.check("subject", type, SchemaSamples.definition(fresh), mode));
            assertThat(answer.getErrorsList().isEmpty()).isEqualTo(answer.getIsCompatible());
            return answer.getIsCompatible();
        }
    }

    @Nested
    class OfABroker extends Rules {

        @ParameterizedTest
        @CsvSource({
            // latest, new, backward, forward
            "a!,     a! b?,  true,  true",
            "a! b?,  a!,     true,  true",
            "a! b!,  a!,     false, true",
            "a! b?,  a! b!,  false, true",
            "a!,     a! b!,  true,  false",
            "a!,     a?,     true,  true",
            "a!,     a! int, false, false",
            "a!,     a! any, true,  true",
        })
        void judgesJsonSchemas(String latest, String fresh, boolean backward, boolean forward) {
            check("json_schema", latest, fresh, backward, forward);
        }

        @ParameterizedTest
        @CsvSource({
            "R(x),         'R(x,y)',       false, true",
            "R(x),         'R(x,y=0)',     true,  true",
            "R(x),         'R(x,y null)',  true,  true",
            "R(x),         'R(x,y union)', false, true",
            "'R(x,y)',     R(x),           true,  false",
            "R(x),         R(x text),      true,  true",
            "R(x),         S(x),           false, false",
            "int,          long,           true,  false",
            "int,          double,         true,  false",
            "float,        double,         true,  false",
            "long,         double,         true,  false",
            "int,          float,          false, false",
            "string,       bytes,          true,  true",
            "int,          int|text,       true,  true",
            "boolean,      int|text,       true,  true",
            "int[],        long[],         true,  false",
            "{int},        {long},         true,  false",
            "int[],        {int},          false, false",
            "enum A,       enum A B,       false, false",
            "fixed 4,      fixed 8,        false, false",
        })
        void judgesAvroSchemas(String latest, String fresh, boolean backward, boolean forward) {
            check("avro", latest, fresh, backward, forward);
        }

        @ParameterizedTest
        @CsvSource({"string", "number", "bytes", "protobuf"})
        void findsNothingToCompareInTheOtherTypes(String type) {
            check(type, "message A {}", "message B {}", true, true);
        }

        @ParameterizedTest
        @CsvSource({"avro, string", "json_schema, avro", "string, bytes"})
        void refusesAnotherType(String type, String other) {
            RawSchemas schemas = new RawSchemas(client);
            schemas.id("subject", type, SchemaSamples.definition(type.equals("avro") ? "int" : "a!"));
            String fresh = SchemaSamples.definition(other.equals("avro") ? "int" : "a!");

            assertThat(await(schemas.check("subject", other, fresh)).getIsCompatible())
                    .isFalse();
            assertThat(await(schemas.check("subject", other, fresh, "none")).getIsCompatible())
                    .isTrue();
        }
    }

    @Nested
    class OfTheSchemaLanguages extends Rules {

        @Override
        void configure(EmbeddedDanubeOptions options) {
            options.setSchemaRules(SchemaRules.STRICT);
        }

        @ParameterizedTest
        @CsvSource({
            "a!,     a! b?,  true,  true",
            "a!,     a! b!,  false, false",
            "a! b!,  a!,     false, true",
        })
        void refuseARequiredPropertyThatOldDocumentsLack(
                String latest, String fresh, boolean backward, boolean forward) {
            check("json_schema", latest, fresh, backward, forward);
        }

        @ParameterizedTest
        @CsvSource({
            "R(x),      R(x text),     false, false",
            "R(x),      'R(x,y)',      false, true",
            "R(x),      'R(x,y=0)',    true,  true",
            "int,       float,         true,  false",
            "boolean,   int|text,      false, false",
            "int,       int|text,      true,  false",
            "enum A,    enum A B,      true,  false",
        })
        void judgeAvroSchemasAsAvroDoes(String latest, String fresh, boolean backward, boolean forward) {
            check("avro", latest, fresh, backward, forward);
        }
    }
}
